"""Writing: one verb, one transaction."""
