"""Padan: whether two records are one person, in sets of millions, outside of PostgreSQL.

This part reads people as columns (Parquet, CSV) and says which of them are the same; it writes no person. What becomes
of a finding is decided by people, in the parts that own the data.
"""
