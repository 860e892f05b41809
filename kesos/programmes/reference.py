"""The catalogue an installation starts with, from the code lists; what an office has changed stays as it is."""

import psycopg

from kesos.bulk.statements import statements
from kesos.database import resolve, roles

SQL = statements("kesos.programmes", "sql/catalogue.sql")
STEPS = ("programmes", "terms", "pairs", "components", "occupations", "weights")


def load(connection: psycopg.Connection) -> None:
    with connection.transaction():
        for step in STEPS:
            connection.execute(SQL[step])
        app = roles.app_name(resolve.addresses())
        connection.execute(SQL["counted_alone"].format(app=app, system=roles.SYSTEM_ROLE))
