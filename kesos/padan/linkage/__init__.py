"""Probabilistic linkage: people without a sound NIK found by all else that is known of them (Splink).

`data/model.toml` is what is compared and what each agreement weighs; `sql/` cleans, counts and guards; `engine.py`
alone knows DuckDB. Entrance: `linking.link`.
"""
