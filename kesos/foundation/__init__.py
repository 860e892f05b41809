"""Values and errors that every part speaks: NIK, KK number, region code, actor, refusal.

Owns no table and knows no database; imports nothing of Kesos.
"""
