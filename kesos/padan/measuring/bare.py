"""The raw limits: PostgreSQL's COPY alone, and one query of DuckDB over whole files."""

from pathlib import Path
from typing import Any

from django.db import connection

from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.engines import duck
from kesos.padan.snapshots.places import place
from kesos.padan.snapshots.take import SQL

DETAIL = statements("kesos.padan", "measuring/sql/detail.sql")


def copy(into: Path) -> int:
    """The columns of the mirror to a file, in the order of the table; how many bytes."""
    with into.open("wb", buffering=1 << 20) as out, acting(SYSTEM), connection.cursor() as cursor:
        with cursor.copy(SQL["registry"]) as rows:
            for piece in rows:
                out.write(piece)
    return into.stat().st_size


def detail(into: Path, *, registry: int, population: int, recipients: int) -> dict[str, Any]:
    """Findings with the likeness of names as Parquet: rows of both queries."""
    with duck.connected() as engine:
        for kind, number in (("registry", registry), ("population", population), ("list", recipients)):
            duck.view(engine, kind, place(kind, number).every_file())
        found = {}
        for name in ("population", "list"):
            (count,) = engine.execute(
                f"copy ({DETAIL[name]}) to '{duck.quoted(into / name)}.parquet' (format parquet, compression zstd)"
            ).fetchall()[0]
            found[name] = count
    return found
