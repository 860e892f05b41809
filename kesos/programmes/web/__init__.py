"""Screens of programmes."""
