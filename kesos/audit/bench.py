"""How many events a second one writer and several writers reach, each event in a transaction of its own."""

import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier

import psycopg

# far from any real month: the partition and its chains are taken away again
MONTH = "2199-01-01"
AT = "2199-01-05T00:00:00Z"
_RECORD = (
    "select audit_record(%s, 'audit.measured', 0, 'Sistem', 'system', '', %s, '9999010001',"
    """ '{"count": 3, "state": "verified"}', '')"""
)
_MANY = (
    "insert into audit_event (at, kind, actor_id, actor_name, subject, region_code, details)"
    " select %s, 'audit.measured', 0, 'Sistem', 'case:' || n, '9999010001', '{}' from generate_series(1, %s) n"
)


@dataclass(frozen=True, slots=True)
class Rates:
    """Events a second: committed one by one by each number of writers, and in one statement."""

    writers: dict[int, float]
    in_one_statement: float

    @property
    def gain(self) -> float:
        """What the most writers reach, as a multiple of the fewest."""
        return self.writers[max(self.writers)] / self.writers[min(self.writers)]


def measure(*, owner: str, app: str, writers: tuple[int, ...] = (1, 8), seconds: float = 4.0) -> Rates:
    """Rates on a running database; `owner` makes the month and takes it away, `app` writes."""
    with psycopg.connect(owner, autocommit=True) as boss:
        boss.execute("select audit_open_month(%s)", [AT])
        try:
            rates = {n: _together(app, n, seconds) for n in writers}
            return Rates(rates, _in_one_statement(app))
        finally:
            boss.execute("drop table audit_event_2199_01, audit_event_2199_02")
            boss.execute("delete from audit_lane where month >= %s", [MONTH])


def _together(app: str, writers: int, seconds: float) -> float:
    processes = multiprocessing.get_context("spawn")
    ready = processes.Barrier(writers + 1)
    counts = processes.Queue()
    running = [processes.Process(target=_write, args=(app, seconds, ready, counts)) for _ in range(writers)]
    for process in running:
        process.start()
    ready.wait(60)
    total = sum(counts.get(timeout=seconds + 60) for _ in running)
    for process in running:
        process.join()
    return total / seconds


def _write(app: str, seconds: float, ready: Barrier, counts: "multiprocessing.Queue[int]") -> None:
    with psycopg.connect(app, autocommit=True, prepare_threshold=1) as connection:
        for n in range(20):
            connection.execute(_RECORD, [AT, f"case:{n}"])
        ready.wait(60)
        end, done = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            connection.execute(_RECORD, [AT, f"case:{done}"])
            done += 1
        counts.put(done)


def _in_one_statement(app: str, rows: int = 100_000) -> float:
    with psycopg.connect(app) as connection:
        began = time.perf_counter()
        connection.execute(_MANY, [AT, rows])
        return rows / (time.perf_counter() - began)
