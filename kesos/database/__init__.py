"""Finds or runs PostgreSQL, makes its roles, and sets who acts inside a transaction.

Owns the private cluster's life, the roles and the row-policy machinery; leaves every table to its part.
"""
