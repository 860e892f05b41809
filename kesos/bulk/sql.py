"""Run one named statement, in the three shapes an answer has; and let an act wait for its like."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

Wanted = Mapping[str, Any]


def rows(statement: str, wanted: Wanted | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, dict(wanted) if wanted is not None else None)
        return list(cursor.fetchall())


def row(statement: str, wanted: Wanted | None = None) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, dict(wanted) if wanted is not None else None)
        return cursor.fetchone()


def run(statement: str, wanted: Wanted | None = None) -> int:
    """How many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, dict(wanted) if wanted is not None else None)
        return cursor.rowcount


def one_at_a_time(what: str, key: int) -> None:
    """The same act on the same thing waits here until the other transaction is over, and then sees what it has done."""
    row("select pg_advisory_xact_lock(hashtextextended(%(what)s, %(key)s))", {"what": what, "key": key})
