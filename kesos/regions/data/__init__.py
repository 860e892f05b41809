"""Shipped reference data with sources and licences (SOURCES.md), and the scripts that made the files."""
