"""The comparison on two workers of Spark beside Spark's own select, and beside DuckDB's totals."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from kesos.foundation.errors import Refused
from kesos.foundation.figure import Figure
from kesos.padan.engines import Task, duck
from kesos.padan.engines.duck import Duck
from kesos.padan.engines.spark import SETTINGS, Spark, python
from kesos.padan.measuring.cluster import cluster
from kesos.padan.services.matching import COLUMNS, MATCH
from kesos.padan.snapshots.places import BUCKETS, Place, aside

TO_BARE = 1.15
TOTALS = f"select count(*), sum(hash({COLUMNS})), max(hash({COLUMNS})) from said"
BARE = Path(__file__).with_name("bare_spark.py")
Sides = Mapping[str, Place]


def on_spark(sides: Sides) -> list[Figure]:
    """Of the registry and the population, as the last measures left them. Raises Refused without Java."""
    with aside() as folder, cluster() as found:
        bare = _bare(found.address, sides, folder / "bare")
        engine = Spark(found.address)
        there = _matched(engine, sides, folder / "spark")
        here = _matched(Duck(), sides, folder / "duckdb")
        ratio = engine.seconds / bare
        return [
            Figure("padan_spark_to_bare_spark", round(ratio, 2), TO_BARE, raw=round(bare, 1),
                   raw_limit="SQL Spark saja pada dua pekerja, detik",
                   about=f"{here[0]} temuan; {engine.seconds:.1f} detik, tanpa waktu menyalakan Spark"),
            Figure("padan_spark_totals_unlike_duckdb", sum(a != b for a, b in zip(there, here, strict=True)), 0,
                   about="jumlah baris dan jumlah sidik semua kolomnya"),
        ]  # fmt: skip


def matched_files(sides: Sides, buckets: Sequence[int]) -> dict[str, list[Path]]:
    return {name: [file for bucket in buckets for file in side.files(bucket)] for name, side in sides.items()}


def totals(task: Task) -> tuple[int, ...]:
    """Rows, and two sums over all columns: the same where the rows are, in whatever order."""
    with duck.connected() as one:
        duck.view(one, "said", sorted(task.into.glob("[0-9][0-9]/*.parquet")))
        return tuple(one.execute(TOTALS).fetchall()[0])


def _matched(engine: Duck | Spark, sides: Sides, into: Path) -> tuple[int, ...]:
    into.mkdir()
    for buckets in engine.portions(range(BUCKETS)):
        task = Task(matched_files(sides, buckets), MATCH["population"], into, buckets)
        engine.run(task)
    return totals(task)


def _bare(master: str, sides: Sides, into: Path) -> float:
    files = {name: [str(file) for file in side.every_file()] for name, side in sides.items()}
    told = {"master": master, "settings": SETTINGS, "files": files, "select": MATCH["population"], "into": str(into)}
    done = subprocess.run(
        [python(), BARE], input=json.dumps(told) + "\n", stdout=subprocess.PIPE, text=True, check=False,
        env={**os.environ, "PYSPARK_PYTHON": str(python())},
    )  # fmt: skip
    if done.returncode:
        raise Refused("SQL Spark saja tidak selesai; sebabnya tercetak di atas.")
    return float(json.loads(done.stdout.splitlines()[-1])["seconds"])
