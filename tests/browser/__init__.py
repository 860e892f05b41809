"""Journeys through a real Chromium, each page checked for accessibility, origin, CSP and width."""
