"""Reading: which proposals, deliberations and months an actor may know of."""
