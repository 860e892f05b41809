"""Doubles looked for in one kab/kota at a time: its people as Parquet, the product's own linkage, pairs by sets.

May be cut off anywhere and begun again: the same pair is written once, and nobody reads half a search.
"""

import contextlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import sql

from kesos.audit import services as audit
from kesos.bulk.sql import one_at_a_time
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed
from kesos.padan.engines import duck
from kesos.padan.linkage.engine import Limits
from kesos.padan.linkage.linking import link
from kesos.padan.models import Search
from kesos.padan.models.pairs import FLOW
from kesos.padan.services.snapshots import RUN
from kesos.padan.snapshots.places import aside
from kesos.workflow import services as workflow

SQL = statements("kesos.padan", "sql/pairs.sql")
Say = Callable[[str], None]
FEWEST = 2  # people


def find_doubles(
    *, area: str, by: Actor, at: datetime, say: Say = lambda _: None, limits: Limits | None = None
) -> Search:
    """Pairs of one kab/kota (four digits) that may be one person. Raises NotAllowed, Refused, DiskFull."""
    may_search(by, area)
    with acting(SYSTEM):
        search = Search.objects.create(kind=Search.Kind.DOUBLES, region_code=area, begun_at=at, by_user_id=by.user_id)
    with aside() as folder:
        people, answer = folder / "warga.parquet", folder / "pasangan.parquet"
        say("Menyalin data warga …")
        rows = pour(people, area)
        said: list[tuple[Any, ...]] = []
        if rows >= FEWEST:
            link(people, into=answer, limits=limits or Limits(), say=say)
            with duck.connected() as engine:
                said = engine.execute(SQL["said_pairs"].format(answer=answer, people=people)).fetchall()
        say(f"{len(said)} pasangan mirip. Mencatat …")
        counts = _write(said, area, at=at)
    return finished(search, {"people": rows, "pairs": len(said), **counts}, by=by, at=at)


def finished(search: Search, counts: dict[str, int], *, by: Actor, at: datetime) -> Search:
    """It is over, and the audit says so: both, or neither."""
    with acting(SYSTEM):
        search.counts, search.finished_at = counts, at
        search.save(update_fields=["counts", "finished_at"])
        audit.record(
            f"padan.searched_{search.kind}", by=by, at=at, subject=f"search:{search.pk}",
            region_code=search.region_code, people=counts["people"], new=counts["new"], gone=counts["gone"],
        )  # fmt: skip
    return search


def may_search(by: Actor, area: str) -> None:
    if len(area) != 4 or not any(area.startswith(held) for held in by.areas(RUN)):
        raise NotAllowed


def pour(into: Path, area: str, *, statement: str = "people", reading: str = "read_people") -> int:
    """People of an area from PostgreSQL through a pipe into Parquet; how many."""

    def read(pipe: Path) -> int:
        try:
            with duck.connected() as engine:
                told = SQL[reading].format(pipe=pipe)
                (n,) = engine.execute(f"copy ({told}) to '{duck.quoted(into)}' (format parquet)").fetchall()[0]
                return int(n)
        finally:  # whoever waits for a reader goes on, and meets a closed pipe
            os.close(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))

    pipe = into.with_suffix(".csv")
    os.mkfifo(pipe, 0o600)
    asked = sql.SQL(SQL[statement]).format(area=sql.Literal(area))
    with ThreadPoolExecutor(1, "pairs") as reader:
        found = reader.submit(read, pipe)
        with contextlib.suppress(BrokenPipeError):  # the reader has its own fault to tell
            with pipe.open("wb", buffering=1 << 20) as out, acting(SYSTEM), connection.cursor() as cursor:
                with cursor.copy(asked) as copy:
                    for piece in copy:
                        out.write(piece)
        return found.result()


def _write(said: list[tuple[Any, ...]], area: str, *, at: datetime) -> dict[str, int]:
    """All pairs of the kab/kota in one transaction: tens of thousands at most."""
    told: dict[str, Any] = {"area": area, "at": at}
    with acting(SYSTEM), connection.cursor() as cursor:
        one_at_a_time(f"padan pairs {area}", 0)
        cursor.execute(SQL["staged"])
        with cursor.copy(SQL["copy_staged"].replace("(format csv)", "")) as copy:
            for row in said:
                copy.write_row(row)
        cursor.execute("analyze padan_paired")
        cursor.execute(SQL["over"], told)
        if over := [case for (case,) in cursor.fetchall()]:
            workflow.decide_many(flow=FLOW, action="selesai", case_ids=over, by=SYSTEM, at=at)
        counts = {}
        for step in ("gone", "changed", "new"):
            cursor.execute(SQL[step], told)
            counts[step] = cursor.rowcount
        cursor.execute("drop table padan_paired")
    return counts
