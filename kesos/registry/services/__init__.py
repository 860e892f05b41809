"""Writing: one verb, one transaction, one event in the audit."""
