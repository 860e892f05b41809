"""A part as the navigation finds it."""
