"""First terms, loaded at `kesos database prepare`; what an office has set stays."""

import csv
from importlib import resources

import psycopg

_KEEP = """
insert into portal_placeterm (region_code, key, value, valid_from, basis, is_verified)
select '', %(key)s::text, %(value)s::int, %(valid_from)s::date, %(basis)s, %(is_verified)s::boolean
where not exists (select from portal_placeterm where region_code = '' and key = %(key)s::text)
"""


def load(connection: psycopg.Connection) -> None:
    text = resources.files("kesos.portal").joinpath("data/terms.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        connection.execute(_KEEP, row)
