"""Writing: open the month, propose, deliberate, verify, endorse, determine."""
