"""Screens of staff and the public check."""
