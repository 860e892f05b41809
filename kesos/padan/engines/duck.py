"""DuckDB in this process, within a bound of memory; what does not fit goes to the data folder's disk."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
from django.conf import settings

from kesos.padan.engines import Task
from kesos.padan.engines.full import room
from kesos.padan.snapshots.places import aside


@contextmanager
def connected() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own, within KESOS_PADAN_MEMORY. Raises DiskFull, MemoryTooSmall."""
    with room(), aside() as spill:
        told: dict[str, str | bool | int | float | list[str]] = {
            "threads": max(2, os.cpu_count() or 2),
            "memory_limit": settings.PADAN_MEMORY,
            "temp_directory": str(spill),
            "preserve_insertion_order": False,
        }
        connection = duckdb.connect(config=told)
        try:
            yield connection
        finally:
            connection.close()


class Duck:
    """A bucket at a time: each fits into memory, and a cut costs no more than one."""

    name = "duckdb"

    def portions(self, buckets: Sequence[int]) -> Sequence[Sequence[int]]:
        return [[bucket] for bucket in buckets]

    def run(self, task: Task) -> None:
        with connected() as connection:
            for name, files in task.files.items():
                view(connection, name, files)
            for name, select in task.derived.items():
                connection.execute(f"create temporary view {name} as {select}")
            for bucket in task.buckets:
                part = task.into / f"{bucket:02d}.part"
                shutil.rmtree(part, ignore_errors=True)
                part.mkdir()
                only = (
                    task.select if len(task.buckets) == 1 else f"select * from ({task.select}) where bucket = {bucket}"
                )
                write(connection, only, part / "temuan.parquet")
                part.rename(task.folder(bucket))


def view(connection: duckdb.DuckDBPyConnection, name: str, files: Sequence[Path]) -> None:
    """The union of these files under a name."""
    connection.execute(f"create or replace temporary view {name} as select * from read_parquet({listed(files)})")


def write(connection: duckdb.DuckDBPyConnection, select: str, into: Path) -> None:
    """Whole or not at all: under another name until it is finished."""
    part = into.with_suffix(".part")
    connection.execute(f"copy ({select}) to '{quoted(part)}' (format parquet, compression zstd)")
    part.replace(into)


def listed(files: Sequence[Path]) -> str:
    return "[" + ", ".join(f"'{quoted(file)}'" for file in files) + "]"


def quoted(path: Path) -> str:
    return str(path).replace("'", "''")
