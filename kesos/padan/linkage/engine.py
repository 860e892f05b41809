"""DuckDB as the engine of linkage: all that is its own dialect stands here and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any

import duckdb
from splink import DuckDBAPI

from kesos.foundation.errors import Refused

# what the settings and the cleaning call differently on another engine (Spark: jaro_winkler, levenshtein, sort_array)
WORDS_OF_THE_ENGINE = {
    "likeness": "jaro_winkler_similarity",
    "edits": "damerau_levenshtein",
    "sorted_words": "array_to_string(list_sort(string_split(n.kunci, ' ')), ' ')",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may take of the machine. One thread is refused by no one, but two are what was measured."""

    memory_gb: float = 4.0
    threads: int = 2
    seconds: float = 3600.0


USUAL = Limits()


class Engine:
    """One connection with its limits, and Splink upon it."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self.connection = duckdb.connect(
            config={
                "memory_limit": f"{round(limits.memory_gb * 1024)}MB",
                "threads": limits.threads,
                "temp_directory": str(folder),
                "preserve_insertion_order": True,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        self.splink = DuckDBAPI(connection=self.connection)

    def register(self, table: str, name: str | None = None) -> Any:
        """A table or view as Splink wants it; `name` is that of its data set."""
        return self.splink.register(table, dataset_display_name=name) if name else self.splink.register(table)

    def run(self, sql: str) -> None:
        self.connection.execute(sql)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()

    def number(self, sql: str) -> float:
        return float(self.rows(sql)[0][0] or 0)

    def count(self, table: str) -> int:
        return int(self.rows(f"select count(*) from {table}")[0][0])

    def table(self, name: str, sql: str) -> str:
        """A table of that name holds what the statement gives."""
        self.run(f"create or replace table {name} as {sql}")
        return name

    def mixed(self, column: str) -> str:
        """An order without meaning that is the same in every run."""
        return f"hash({column})"

    def drop(self, *names: str) -> None:
        for name in names:
            self.run(f"drop table if exists {name}")

    def columns(self, table: str) -> list[str]:
        return [str(name) for name, *_ in self.connection.execute(f"select * from {table} limit 0").description]


@contextmanager
def opened(limits: Limits = USUAL) -> Iterator[Engine]:
    """An engine whose files on disk are gone afterwards."""
    with TemporaryDirectory(prefix="kesos-padan-") as folder:
        engine = Engine(limits, Path(folder))
        clock = Timer(limits.seconds, engine.connection.interrupt)
        clock.start()
        try:
            yield engine
        except duckdb.InterruptException as late:
            raise Refused("Pencocokan dihentikan: melewati batas waktu. Naikkan batasnya atau pecah datanya.") from late
        except duckdb.OutOfMemoryException as full:
            raise Refused("Pencocokan dihentikan: memori atau diska sementara tidak cukup.") from full
        finally:
            clock.cancel()
            engine.connection.close()
