"""The approval kernel: flows as data, cases, decisions, deadlines, work lists. Knows no subject."""
