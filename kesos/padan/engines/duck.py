"""DuckDB in this process, within a bound of memory; what does not fit goes to the data folder's disk."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock

import duckdb
from django.conf import settings

from kesos.padan.engines import Task
from kesos.padan.engines.full import room
from kesos.padan.snapshots.places import aside

TOGETHER = 96_000_000  # bytes of Parquet on all sides: some four million rows, well within 2 GB


class _Shared:
    """The one database of this process, as long as anybody uses it: one bound of memory, opened once."""

    def __init__(self) -> None:
        self.lock, self.users = Lock(), 0
        self.opened: ExitStack
        self.database: duckdb.DuckDBPyConnection

    def enter(self) -> duckdb.DuckDBPyConnection:
        with self.lock:
            if not self.users:
                self._open()
            self.users += 1
            return self.database.cursor()

    def leave(self) -> None:
        with self.lock:
            self.users -= 1
            if not self.users:
                self.opened.close()

    def _open(self) -> None:
        with ExitStack() as opened:
            told: dict[str, str | bool | int | float | list[str]] = {
                "threads": max(2, os.cpu_count() or 2),
                "memory_limit": settings.PADAN_MEMORY,
                "temp_directory": str(opened.enter_context(aside())),
                "preserve_insertion_order": False,
            }
            self.database = duckdb.connect(config=told)
            opened.callback(self.database.close)
            self.opened = opened.pop_all()


_shared = _Shared()


@contextmanager
def connected() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with views of its own; all of this process together stay within KESOS_PADAN_MEMORY.

    Raises DiskFull, MemoryTooSmall.
    """
    with room():
        connection = _shared.enter()
        try:
            yield connection
        finally:
            connection.close()
            _shared.leave()


class Duck:
    """As many buckets at a time as fit into memory with ease; a cut costs no more than those."""

    name = "duckdb"

    def portions(self, sizes: Mapping[int, int]) -> Sequence[Sequence[int]]:
        found, held = list[list[int]](), TOGETHER
        for bucket, size in sizes.items():
            if held + size > TOGETHER:
                found.append([])
                held = 0
            found[-1].append(bucket)
            held += size
        return found

    def run(self, task: Task) -> None:
        part = task.into / f"{task.buckets[0]:02d}.part"
        shutil.rmtree(part, ignore_errors=True)
        with connected() as connection:
            for name, files in task.files.items():
                view(connection, name, files)
            for name, select in task.derived.items():
                connection.execute(f"create temporary view {name} as {select}")
            connection.execute(
                f"copy ({task.select}) to '{quoted(part)}'"
                " (format parquet, compression zstd, partition_by (bucket), write_partition_columns true)"
            )
        for bucket in task.buckets:
            _settle(part / f"bucket={bucket}", task.folder(bucket))
        shutil.rmtree(part, ignore_errors=True)


def _settle(found: Path, into: Path) -> None:
    found.mkdir(parents=True, exist_ok=True)  # nobody to be told of
    found.rename(into)


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
