"""DuckDB and Apache Spark run the same statements and come to the same result, row by row."""

import shutil
import signal
import subprocess
import threading
from pathlib import Path

import pytest
import sqlglot

from kesos.foundation.errors import Refused
from kesos.padan.engines import EngineGone, Task, duck, engine
from kesos.padan.engines.duck import Duck
from kesos.padan.engines.spark import CHECKOUT, Spark, python
from kesos.padan.measuring.cluster import cluster, free_port
from kesos.padan.measuring.on_spark import TOTALS, matched_files, sizes, totals
from kesos.padan.services.matching import MATCH
from kesos.padan.snapshots.places import BUCKETS
from tests.padan.million import drawn
from tests.padan.others import patience

PEOPLE = 1_270_000  # of whom a million stand in the registry
WITHOUT_JAVA = "Java is not here: Apache Spark was not compared with DuckDB"
with_java = pytest.mark.skipif(not shutil.which("java"), reason=WITHOUT_JAVA)


class Million:
    """Two sides, and what DuckDB says of them, a bucket at a time as in a run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        registry, population = drawn(folder, PEOPLE)
        self.sides = {"registry": registry, "population": population}
        self.here = self.on_duckdb("duckdb")

    def task(self, into: Path, buckets=range(BUCKETS)) -> Task:
        into.mkdir(exist_ok=True)
        return Task(matched_files(self.sides, buckets), MATCH["population"], into, buckets)

    def on_duckdb(self, into: str) -> tuple[int, ...]:
        for portion in Duck().portions(sizes(self.sides)):
            Duck().run(self.task(self.folder / into, portion))
        return totals(self.task(self.folder / into))


@pytest.fixture(scope="module")
def million(tmp_path_factory):
    folder = tmp_path_factory.mktemp("million")
    folder.chmod(0o755)
    return Million(folder)


@pytest.fixture(scope="module")
def spark():
    """One for all; its Java does not spend the test's time on making itself fast for hours."""
    subprocess.run(["sh", CHECKOUT / "tools" / "spark"], check=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        with cluster() as found:
            yield found


@pytest.mark.requirement("X-01")
@pytest.mark.xdist_group("spark")
@with_java
def test_a_million_people_come_to_the_same_on_duckdb_and_on_a_cluster_of_two_workers(million, spark):
    there = million.task(million.folder / "spark")

    Spark(spark.address).run(there)

    assert totals(there) == million.here
    assert million.here[0] > 50_000


@pytest.mark.xdist_group("spark")
@with_java
def test_workers_killed_in_the_middle_are_a_sentence_and_duckdb_carries_on(million, spark):
    """The last that asks for the cluster: its workers are gone afterwards."""
    task = million.task(million.folder / "killed")
    engine = Spark(spark.address)
    engine.patience = 3

    def kill() -> None:
        with patience(240) as until:
            until(lambda: next(task.into.glob(".spark-*/_temporary"), None))  # its tasks are under way
        for worker in spark.workers:
            worker.send_signal(signal.SIGKILL)

    killing = threading.Thread(target=kill)
    killing.start()
    with pytest.raises(EngineGone, match=r"tidak ada pekerja yang tersisa.*jalankan lagi; atau kosongkan KESOS_ENGINE"):
        engine.run(task)
    killing.join()

    assert not list(task.into.glob("[0-9][0-9]"))
    assert million.on_duckdb("killed") == million.here


@pytest.mark.xdist_group("spark")
@with_java
def test_a_cluster_that_does_not_answer_is_a_sentence_and_nothing_half_done(million):
    subprocess.run(["sh", CHECKOUT / "tools" / "spark"], check=True)
    task = million.task(million.folder / "gone")

    with pytest.raises(EngineGone, match="jalankan lagi"):
        Spark(f"spark://127.0.0.1:{free_port()}").run(task)

    assert not list(task.into.glob("[0-9][0-9]"))


@pytest.mark.xdist_group("spark")
def test_a_bucket_at_a_time_is_the_whole_at_once(million):
    with duck.connected() as one:
        for name, side in million.sides.items():
            duck.view(one, name, side.every_file())
        whole = one.execute(f"with said as ({MATCH['population']}) {TOTALS}").fetchall()[0]

    assert million.here == whole


@pytest.mark.parametrize("name", list(MATCH))
@pytest.mark.parametrize("dialect", ["duckdb", "spark", "postgres"])
def test_the_statements_are_plain_sql(name, dialect):
    sqlglot.parse_one(MATCH[name], read=dialect)

    assert "::" not in MATCH[name]
    assert "filter" not in MATCH[name].lower()


def test_an_engine_nobody_knows_is_refused(settings):
    settings.PADAN_ENGINE = "hadoop"

    with pytest.raises(Refused, match="tidak dikenal"):
        engine()


def test_without_its_environment_spark_says_what_to_do(settings, tmp_path):
    settings.SPARK_PYTHON = str(tmp_path / "python")

    with pytest.raises(Refused, match="sh tools/spark"):
        python()
