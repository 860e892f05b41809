"""Reading: a family's house, what is odd about it, the map of a kelurahan."""
