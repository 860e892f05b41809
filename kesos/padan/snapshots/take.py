"""An extract or a list becomes a snapshot: read once, cut into buckets, doubles found, compared with the one before."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from kesos.bulk.statements import statements
from kesos.foundation.numbers import HIGHEST, LOWEST
from kesos.padan.engines import duck
from kesos.padan.snapshots.columns import Unreadable, sent, why
from kesos.padan.snapshots.places import BUCKET, BUCKETS, Place

SQL = statements("kesos.padan", "sql/snapshot.sql")
Say = Callable[[int, int], None]


@dataclass(slots=True)
class Taken:
    """How many rows of what. `changed` is None where there is nothing to compare with."""

    rows: int = 0
    rejected: int = 0
    doubled: int = 0
    changed: int | None = None
    faults: dict[str, int] = field(default_factory=dict)


def take(
    files: Sequence[Path], kind: str, into: Place, *, before: Place | None = None, say: Say = lambda done, of: None
) -> Taken:
    """`kind` is "population" or "list". Goes on where it was cut off. Raises Unreadable, DiskFull."""
    with duck.connected() as connection:
        if not (into.raw / "lengkap").exists():
            _read(connection, files, kind, into)
        return _cut(connection, into, before, say)


def _read(connection: duckdb.DuckDBPyConnection, files: Sequence[Path], kind: str, into: Place) -> None:
    shutil.rmtree(into.raw, ignore_errors=True)
    parts = {
        "number": SQL["number"].format(text="trim(sent_nik)", lowest=LOWEST, highest=HIGHEST), "name": "trim(name)",
        "key": SQL["name_key"].format(name="name"), "birth": SQL["day"].format(text="trim(sent_birth)"),
        "death": SQL["day"].format(text="trim(sent_death)"), "bucket": BUCKET, "sent": sent(connection, files, kind),
    }  # fmt: skip
    into.raw.mkdir()
    try:
        connection.execute(
            f"copy ({SQL['read'].format(**parts)}) to '{duck.quoted(into.raw)}'"
            " (format parquet, partition_by (bucket), overwrite_or_ignore true)"
        )
    except (duckdb.InvalidInputException, duckdb.ConversionException) as fault:
        raise Unreadable(why(fault)) from fault
    (into.raw / "lengkap").touch()


def _cut(connection: duckdb.DuckDBPyConnection, into: Place, before: Place | None, say: Say) -> Taken:
    for number in range(BUCKETS):
        if not into.bucket(number).exists():
            _bucket(connection, into, number)
        if before is not None and not into.changed(number).exists():
            compare(connection, into, before, number)
        say(number + 1, BUCKETS)
    if (into.raw / "bucket=-1").exists():
        (into.raw / "bucket=-1").rename(into.rejects)
    shutil.rmtree(into.raw, ignore_errors=True)
    return counted(connection, into, compared=before is not None)


def _bucket(connection: duckdb.DuckDBPyConnection, into: Place, number: int) -> None:
    """As it was read, where nobody stands in it twice."""
    raw = into.raw / f"bucket={number}"
    raw.mkdir(exist_ok=True)
    files = sorted(raw.glob("*.parquet"))
    if files:
        duck.view(connection, "raw", files)
        if connection.execute(SQL["doubles"]).fetchall()[0][0]:
            duck.write(connection, SQL["sole"], raw / "sole.parquet")
            for file in files:
                file.unlink()
    else:
        duck.write(connection, SQL["nobody"], raw / "kosong.parquet")
    raw.rename(into.bucket(number))


def compare(connection: duckdb.DuckDBPyConnection, now: Place, before: Place, number: int) -> None:
    """Which NIKs of a bucket changed since the snapshot before."""
    for name, place in (("now", now), ("before", before)):
        duck.view(connection, name, place.files(number))
    duck.write(connection, SQL["changed"], now.changed(number))


def counted(connection: duckdb.DuckDBPyConnection, into: Place, *, compared: bool) -> Taken:
    duck.view(connection, "everybody", into.every_file())
    rows, doubled = connection.execute(SQL["counts"]).fetchall()[0]
    taken = Taken(rows, doubled=doubled)
    if kept_out := sorted(into.rejects.glob("*.parquet")):
        duck.view(connection, "rejected", kept_out)
        taken.faults = dict(connection.execute(SQL["faults"]).fetchall())
        taken.rejected = sum(taken.faults.values())
    if compared:
        duck.view(connection, "differing", [into.changed(number) for number in range(BUCKETS)])
        (taken.changed,) = connection.execute("select count(*) from differing").fetchall()[0]
    return taken
