"""Recomputes every chain and names what was changed, removed or moved. Reads in one snapshot, in constant memory.

Whoever can change a row can also replace our functions in the database: the check uses only PostgreSQL's own.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

import psycopg
from psycopg.rows import DictRow, dict_row

from kesos.bulk.statements import statements
from kesos.database.roles import SYSTEM_ROLE

TOLD = 200  # faults named in full; the rest is counted
WIB = timezone(timedelta(hours=7))  # months of the partitions
REMEMBERED = 100_000  # changed rows kept in mind, so that they are not reported as missing too


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place of one chain; `id` and the rest are those of the row that is named."""

    what: str  # changed, rewritten, doubled, removed, cut, beyond_head, head, seal, unsealed
    month: date
    lane: int
    seq: int
    until: int = 0  # last number, where several are missing
    id: int | None = None
    kind: str = ""
    at: datetime | None = None
    actor: str = ""


@dataclass(slots=True)
class Month:
    """The chains of one month: how many rows and lanes, and one digest over the ends."""

    month: date
    rows: int = 0
    lanes: int = 0
    digest: str = ""


@dataclass(slots=True)
class Report:
    months: list[Month] = field(default_factory=list)
    seals: int = 0
    last_seal: tuple[date, str] | None = None
    faults: list[Fault] = field(default_factory=list)
    n_faults: int = 0

    @property
    def is_green(self) -> bool:
        return self.n_faults == 0

    def add(self, fault: Fault) -> None:
        self.n_faults += 1
        if len(self.faults) < TOLD:
            self.faults.append(fault)


def verify(connection: psycopg.Connection, *, month: date | None = None) -> Report:
    """Check one month, or all of them with the seals. The connection must be outside any transaction."""
    named = statements("kesos.audit", "sql/verify.sql")
    sql = {name: query.replace("{fingerprint}", named["fingerprint"]) for name, query in named.items()}
    report = Report()
    with _one_snapshot(connection), connection.cursor(row_factory=dict_row) as cursor:
        months = [month] if month else [row["month"] for row in cursor.execute(sql["months"])]
        for one in months:
            _check_month(connection, sql, one, report)
        if not month:
            _check_seals(cursor, sql, report)
    return report


@contextmanager
def _one_snapshot(connection: psycopg.Connection) -> Iterator[None]:
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    try:
        with connection.transaction():
            # the system sees the events of every area
            connection.execute(f"set local role {SYSTEM_ROLE}")
            connection.execute("set local timezone to 'UTC'")
            yield
    finally:
        connection.isolation_level = None
        connection.read_only = None


def _check_month(connection: psycopg.Connection, sql: dict[str, str], month: date, report: Report) -> None:
    changed: dict[int, set[int]] = defaultdict(set)
    for n, row in enumerate(_stream(connection, sql["changed"], month)):
        report.add(_fault("changed", month, row))
        if n < REMEMBERED:
            changed[row["lane"]].add(row["seq"])
    for row in _stream(connection, sql["broken"], month):
        if fault := _break(month, row, changed[row["lane"]]):
            report.add(fault)
    told = Month(month)
    digest = hashlib.sha256()
    for row in _stream(connection, sql["ends"], month):
        told.rows += row["rows"]
        told.lanes += 1
        digest.update(f"{row['lane']}:{row['head_seq']}:".encode() + (row["head_hash"] or b""))
        if fault := _end(month, row, changed[row["lane"]]):
            report.add(fault)
    told.digest = digest.hexdigest()
    report.months.append(told)


def _break(month: date, row: DictRow, changed: set[int]) -> Fault | None:
    before, seq = row["before_seq"] or 0, row["seq"]
    if seq <= before:
        return _fault("doubled", month, row)
    if seq == before + 1:
        # this row is sound and points elsewhere: the one before was changed and given a fitting fingerprint
        if not row["before_id"]:
            return _fault("rewritten", month, row)
        named = {key: row[f"before_{key}"] for key in ("seq", "id", "kind", "at")}
        return _fault("rewritten", month, {**row, **named, "actor_name": row["before_actor"]})
    return _gap("removed", month, row["lane"], before + 1, seq - 1, changed)


def _gap(what: str, month: date, lane: int, first: int, last: int, changed: set[int]) -> Fault | None:
    """The numbers from first to last are missing, save those that were already named as changed."""
    start = next((n for n in range(first, last + 1) if n not in changed), None)
    if start is None:
        return None
    return Fault(what, month, lane, start, until=next(n for n in range(last, first - 1, -1) if n not in changed))


def _end(month: date, row: DictRow, changed: set[int]) -> Fault | None:
    last, head = row["last_seq"] or 0, row["head_seq"]
    if head is None:
        return None if last in changed else _fault("beyond_head", month, {**row, "seq": last})
    if last < head:
        return _gap("cut", month, row["lane"], last + 1, head, changed)
    if last > head:
        return None if last in changed else _fault("beyond_head", month, {**row, "seq": last})
    if head and row["head_hash"] != row["last_hash"] and last not in changed:
        return _fault("head", month, {**row, "seq": last})
    return None


def _check_seals(cursor: psycopg.Cursor[DictRow], sql: dict[str, str], report: Report) -> None:
    for row in cursor.execute(sql["seals"]).fetchall():
        report.seals += 1
        report.last_seal = (row["day"], row["digest"].hex())
        if not row["is_sound"] or row["previous"] != row["before"]:
            report.add(Fault("seal", row["day"], 0, 0))
    for row in cursor.execute(sql["unsealed"]):
        report.add(Fault("unsealed", row["month"], row["lane"], row["seq"]))


def _stream(connection: psycopg.Connection, query: str, month: date) -> Iterator[DictRow]:
    with connection.cursor("audit_verify", row_factory=dict_row) as cursor:
        cursor.itersize = 2000
        since = datetime(month.year, month.month, 1, tzinfo=WIB)
        until = (since + timedelta(days=31)).replace(day=1)
        cursor.execute(query, {"month": month, "since": since, "until": until})
        yield from cursor


def _fault(what: str, month: date, row: dict[str, Any]) -> Fault:
    return Fault(
        what,
        month,
        row["lane"],
        row["seq"],
        id=row["id"],
        kind=row["kind"] or "",
        at=row["at"],
        actor=row["actor_name"] or "",
    )
