"""Kesos: one person, one record, every social-welfare service."""
