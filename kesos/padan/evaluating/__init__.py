"""How well doubles are found in a file whose doubles are known, by the entrance of everybody: `linkage.linking`."""
