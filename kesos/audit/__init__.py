"""What happened: append-only events, a partition a month, chained by hash, worded in Indonesian.

Writing is `services.record` and `record_many`; what a kind says stands in each part's `kinds.py`. The chain itself is
made by the database (migrations/0001_*.sql, docs/decisions/0006); subjects are text, no table points here.
"""
