"""How many events a second one writer and several writers reach, each event in a transaction of its own.

Beside it stands the raw limit: the same writers and rows in a plain table with the same indexes and no chain.
"""

import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from statistics import median

import psycopg

# far from any real month: the partition and its chains are taken away again
MONTH, AT = "2199-01-01", "2199-01-05T00:00:00Z"
_MADE = "drop table if exists audit_event_2199_01, audit_event_2199_02, audit_bench_plain"
_RECORD = (
    "select audit_record(%s, 'audit.measured', 0, 'Sistem', 'system', '', %s, '9999010001',"
    """ '{"count": 3, "state": "verified"}', '')"""
)
_PLAIN = """
insert into audit_bench_plain (id, at, written_at, kind, actor_id, actor_name, actor_role, subject, region_code,
                               details, lane, seq, previous, hash)
values (nextval('audit_bench_id'), %s, now(), 'audit.measured', 0, 'Sistem', 'system', %s, '9999010001',
        '{"count": 3, "state": "verified"}', 0, currval('audit_bench_id'), sha256(''), sha256(''))
"""
_MAKE_PLAIN = """
create table audit_bench_plain (like audit_event including all);
create unique index on audit_bench_plain (lane, seq);
create sequence audit_bench_id owned by audit_bench_plain.id;
"""
_MANY = (
    "insert into audit_event (at, kind, actor_id, actor_name, subject, region_code, details)"
    " select %s, 'audit.measured', 0, 'Sistem', 'case:' || n, '9999010001', '{}' from generate_series(1, %s) n"
)


@dataclass(frozen=True, slots=True)
class Rates:
    """Rows a second by number of writers, with the chain and without; the median of several rounds."""

    chained: dict[int, float]
    plain: dict[int, float]
    in_one_statement: float

    @property
    def gain(self) -> float:
        """What the most writers reach, as a multiple of the fewest."""
        return _gain(self.chained)

    @property
    def plain_gain(self) -> float:
        """The same without any chain: what the machine can give."""
        return _gain(self.plain)


def measure(*, owner: str, app: str, writers: Sequence[int] = (1, 8), seconds: float = 2.0, rounds: int = 5) -> Rates:
    """Rates on a running database; `owner` makes the tables and takes them away, `app` writes events."""
    with psycopg.connect(owner, autocommit=True) as boss:
        _clear(boss)
        boss.execute("select audit_open_month(%s)", [AT])
        boss.execute(_MAKE_PLAIN)
        try:
            # in turns, so that another load on the machine falls on all alike
            told = [
                (n, _together(app, _RECORD, n, seconds), _together(owner, _PLAIN, n, seconds))
                for _ in range(rounds)
                for n in writers
            ]
            return Rates(
                {n: median(chained for m, chained, _ in told if m == n) for n in writers},
                {n: median(plain for m, _, plain in told if m == n) for n in writers},
                median(_in_one_statement(app) for _ in range(3)),
            )
        finally:
            _clear(boss)


def _gain(rates: dict[int, float]) -> float:
    return rates[max(rates)] / rates[min(rates)]


def _clear(boss: psycopg.Connection) -> None:
    boss.execute(_MADE)
    boss.execute("delete from audit_lane where month >= %s", [MONTH])


def _together(url: str, statement: str, writers: int, seconds: float) -> float:
    processes = multiprocessing.get_context("spawn")
    ready = processes.Barrier(writers + 1)
    counts = processes.Queue()
    running = [processes.Process(target=_write, args=(url, statement, seconds, ready, counts)) for _ in range(writers)]
    for process in running:
        process.start()
    ready.wait(60)
    total = sum(counts.get(timeout=seconds + 60) for _ in running)
    for process in running:
        process.join()
    return total / seconds


def _write(url: str, statement: str, seconds: float, ready: Barrier, counts: "multiprocessing.Queue[int]") -> None:
    with psycopg.connect(url, autocommit=True, prepare_threshold=1) as connection:
        for n in range(20):
            connection.execute(statement, [AT, f"case:{n}"])
        ready.wait(60)
        end, done = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            connection.execute(statement, [AT, f"case:{done}"])
            done += 1
        counts.put(done)


def _in_one_statement(app: str, rows: int = 100_000) -> float:
    with psycopg.connect(app) as connection:
        began = time.perf_counter()
        connection.execute(_MANY, [AT, rows])
        taken = time.perf_counter() - began
        connection.rollback()
        return rows / taken
