"""Sets, not rows: named SQL statements, staging tables, COPY in and out, spreadsheets in and out."""
