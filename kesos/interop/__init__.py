"""Neighbours outside the house: one folder each. A client here implements what a lower part asks for in `ports`."""
