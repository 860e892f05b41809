"""Screens of deaths and moves."""
