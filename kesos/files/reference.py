"""The retention table that is shipped; rows an office has changed are left alone."""

import csv
from importlib import resources

import psycopg

_KEEP = """
insert into files_retention (retention_class, label, months, clock, legal_note, valid_from, valid_to)
select %(retention_class)s::text, %(label)s, %(months)s::int, %(clock)s, %(legal_note)s, %(valid_from)s::date,
       nullif(%(valid_to)s, '')::date
where not exists (select from files_retention where retention_class = %(retention_class)s::text)
"""


def load(connection: psycopg.Connection) -> None:
    with resources.files("kesos.files").joinpath("data/retention.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            connection.execute(_KEEP, row)
