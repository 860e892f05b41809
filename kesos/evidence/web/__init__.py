"""Screens of a house and of the map."""
