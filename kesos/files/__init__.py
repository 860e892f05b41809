"""Blobs by key: stored, re-encoded, linked with a signature, kept as long as the rule says. Knows no subject.

Owns the row that says what a file is (StoredFile), the content on disk below MEDIA_ROOT, and the retention
table. Who may see a file follows its area; what it belongs to is written by the part that stores its key.
"""
