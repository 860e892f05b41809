"""Sets, not rows: named SQL statements, staging tables, COPY in and out, spreadsheets in and out.

Owns what an uploaded table looked like (batch, staged rows) until it is applied. What the columns mean, and
which faults a row has, is the business of the part that imports. Reading happens in a child process without
Django, so this package's root imports nothing.
"""
