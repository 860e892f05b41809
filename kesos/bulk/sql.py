"""Run one named statement; the three shapes an answer has."""

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
