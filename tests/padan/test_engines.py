"""DuckDB and Apache Spark run the same statements and come to the same result, row by row."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlglot

from kesos.foundation.errors import Refused
from kesos.padan.engines import EngineGone, Task, duck, engine
from kesos.padan.engines.duck import Duck
from kesos.padan.engines.spark import CHECKOUT, Spark, python
from kesos.padan.services.matching import COLUMNS, MATCH
from kesos.padan.snapshots.places import BUCKETS
from tests.padan.million import drawn

PEOPLE = 1_270_000
CHECKSUM = f"select count(*), sum(hash({COLUMNS})), max(hash({COLUMNS})) from said"
WITHOUT_JAVA = "Java is not here: Apache Spark was not compared with DuckDB"


def checksum(task: Task) -> tuple[int, int, int]:
    with duck.connected() as one:
        duck.view(one, "said", sorted(task.into.glob("[0-9][0-9]/*.parquet")))
        return one.execute(CHECKSUM).fetchall()[0]


@pytest.fixture(scope="module")
def million(tmp_path_factory):
    """Half of a run: views, statement, buckets; where it goes is the engine's."""
    folder = tmp_path_factory.mktemp("million")
    folder.chmod(0o755)
    registry, population = drawn(folder, PEOPLE)
    files = {"registry": registry.every_file(), "population": population.every_file()}

    def task(into: str) -> Task:
        (folder / into).mkdir()
        return Task(files, MATCH["population"], folder / into, range(BUCKETS))

    return task


@pytest.mark.requirement("X-01")
@pytest.mark.xdist_group("spark")
@pytest.mark.skipif(not shutil.which("java"), reason=WITHOUT_JAVA)
def test_a_million_people_come_to_the_same_on_duckdb_and_on_a_cluster_of_two_workers(million):
    here, there = million("duckdb"), million("spark")
    subprocess.run(["sh", CHECKOUT / "tools" / "spark"], check=True)

    Duck().run(here)
    with a_cluster() as master:
        Spark(master).run(there)

    assert checksum(there) == checksum(here)
    assert checksum(here)[0] > 50_000


@pytest.mark.xdist_group("spark")
@pytest.mark.skipif(not shutil.which("java"), reason=WITHOUT_JAVA)
def test_a_cluster_that_is_gone_is_a_sentence_and_nothing_half_done(million):
    subprocess.run(["sh", CHECKOUT / "tools" / "spark"], check=True)
    task = million("gone")

    with pytest.raises(EngineGone, match="jalankan lagi"):
        Spark(f"spark://127.0.0.1:{free_port()}").run(task)

    assert not list(task.into.glob("[0-9][0-9]"))


def test_a_bucket_at_a_time_is_the_whole_at_once(million):
    whole = million("whole")

    for portion in Duck().portions(whole.buckets):
        of_these = {name: [f for f in files if int(f.parent.name) in portion] for name, files in whole.files.items()}
        Duck().run(replace(whole, files=of_these, buckets=portion))
    with duck.connected() as one:
        duck.view(one, "registry", whole.files["registry"])
        duck.view(one, "population", whole.files["population"])
        rows = one.execute(f"with said as ({whole.select}) {CHECKSUM}").fetchall()[0]

    assert checksum(whole) == rows


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


@contextlib.contextmanager
def a_cluster() -> Iterator[str]:
    """A master and two workers on this machine, each a process of its own."""
    home = next((CHECKOUT / ".spark" / "lib").glob("python*/site-packages/pyspark"))
    port = free_port()
    master = f"spark://127.0.0.1:{port}"
    started = [
        spark_class(home, "master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"),
        *(
            spark_class(
                home, "worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "2g", "--webui-port", "0",
                master,
            )
            for _ in range(2)
        ),
    ]  # fmt: skip
    try:
        until_answered(port)
        yield master
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(30)


def spark_class(home: Path, name: str, *told: str) -> subprocess.Popen[bytes]:
    java = shutil.which("java") or "java"
    command = [java, "-cp", f"{home}/jars/*", "-Xmx512m", f"org.apache.spark.deploy.{name}", *told]
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_SCALA_VERSION": "2.13"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def until_answered(port: int) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
