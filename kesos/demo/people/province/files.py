"""The files of one kab/kota: Parquet as the kecamatan come, CSV from it, and whole files only under their own name."""

import json
import shutil
from pathlib import Path
from typing import Any, Self

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 122_880  # as DuckDB likes to read
_UNFINISHED = ".sedang-ditulis"


class KabFiles:
    """A file a set; `finish` renames them all, so that no half-written file ever bears its own name."""

    def __init__(self, out: Path, kab: str, schemas: dict[str, pa.Schema], *, csv: bool) -> None:
        self.out, self.kab, self.schemas, self.csv = out, kab, schemas, csv
        self.rows = dict.fromkeys(schemas, 0)
        self._waiting: dict[str, list[pa.Table]] = {name: [] for name in schemas}
        self._writers: dict[str, pq.ParquetWriter] = {}

    def __enter__(self) -> Self:
        for name, schema in self.schemas.items():
            (self.out / name).mkdir(parents=True, exist_ok=True)
            self._writers[name] = pq.ParquetWriter(self._path(name, "parquet", _UNFINISHED), schema, compression="zstd")
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()

    def add(self, name: str, table: pa.Table) -> None:
        self.rows[name] += table.num_rows
        waiting = self._waiting[name]
        waiting.append(table)
        if sum(part.num_rows for part in waiting) >= ROW_GROUP:
            self._flush(name)

    def finish(self) -> dict[str, int]:
        """The bytes of each file, by its path below the folder."""
        for name in self.schemas:
            self._flush(name)
            self._writers.pop(name).close()
        endings = ["parquet"]
        if self.csv:
            endings.append("csv")
            with duckdb_alone() as database:
                for name in self.schemas:
                    self._write_csv(database, name)
        sizes = {}
        for name in self.schemas:
            for ending in endings:
                done = self._path(name, ending)
                self._path(name, ending, _UNFINISHED).rename(done)
                sizes[f"{name}/{done.name}"] = done.stat().st_size
        return sizes

    def _flush(self, name: str) -> None:
        waiting = self._waiting[name]
        if waiting:
            self._writers[name].write_table(pa.concat_tables(waiting).unify_dictionaries())
            waiting.clear()

    def _write_csv(self, database: duckdb.DuckDBPyConnection, name: str) -> None:
        source, target = (str(self._path(name, ending, _UNFINISHED)) for ending in ("parquet", "csv"))
        quoted = target.replace("'", "''")
        database.read_parquet(source).query("rows", f"COPY (FROM rows) TO '{quoted}' (HEADER, DELIMITER ',')")

    def _path(self, name: str, ending: str, state: str = "") -> Path:
        return self.out / name / f"{self.kab}.{ending}{state}"


def forget_unfinished(out: Path, names: tuple[str, ...]) -> None:
    """What a run that was cut off left behind."""
    for name in names:
        for path in (out / name).glob(f"*{_UNFINISHED}"):
            path.unlink()


def keep(path: Path, told: dict[str, Any]) -> None:
    """As JSON, whole or not at all."""
    unfinished = path.with_name(path.name + _UNFINISHED)
    unfinished.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    unfinished.rename(path)


def duckdb_alone() -> duckdb.DuckDBPyConnection:
    """One thread beside the other process, no drawing on the terminal."""
    database = duckdb.connect(config={"threads": 1, "memory_limit": "800MB"})
    database.execute("SET enable_progress_bar = false")
    return database


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free
