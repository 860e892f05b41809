"""Wiring only: settings, addresses, the front door of the API, the command line. Knows every part."""
