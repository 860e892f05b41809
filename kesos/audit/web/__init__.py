"""Screens of the trail: the list and one event."""
