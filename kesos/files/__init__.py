"""Blobs by key: stored, re-encoded, linked with a signature, kept as long as the rule says. Knows no subject."""
