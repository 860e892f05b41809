"""People by file (BNBA): read columns, find faults as a set, show, apply in slices that can be resumed."""
