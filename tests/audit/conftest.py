"""A database of its own for what must be committed: chains outlive a test's rollback, so each test takes a month."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from kesos.audit.verify import Report, verify
from kesos.database import resolve, roles
from tests import databases

EVENT = "select audit_record(%s, 'audit.measured', 7, 'Bu Sari', 'LURAH', '', %s, %s, '{\"n\": 1}', '')"


@dataclass
class Ledger:
    """Real connections to one database, by role."""

    name: str
    _months: Iterator[int] = field(default_factory=lambda: itertools.count(0))

    def new_month(self) -> date:
        n = next(self._months)
        return date(2031 + n // 12, n % 12 + 1, 1)

    def app(self) -> psycopg.Connection:
        return psycopg.connect(make_conninfo(resolve.addresses().app, dbname=self.name), autocommit=True)

    def owner(self) -> psycopg.Connection:
        return psycopg.connect(make_conninfo(resolve.addresses().owner, dbname=self.name), autocommit=True)

    def write(self, month: date, n: int, *, region: str = "3571031009") -> None:
        with self.app() as app:
            for i in range(n):
                app.execute(EVENT, [self.moment(month), f"case:{i}", region])

    def moment(self, month: date) -> datetime:
        return datetime(month.year, month.month, 5, 3, tzinfo=UTC)

    def table(self, month: date) -> str:
        return f"audit_event_{month:%Y_%m}"

    @contextmanager
    def behind_the_back(self, month: date) -> Iterator[psycopg.Connection]:
        """What only a database administrator can do: triggers and policies off, then a change."""
        table = self.table(month)
        with self.owner() as owner, owner.transaction():
            for one in (table, "audit_event"):
                owner.execute(f"alter table {one} disable trigger user")
                owner.execute(f"alter table {one} no force row level security")
                owner.execute(f"alter table {one} disable row level security")
            yield owner
            for one in (table, "audit_event"):
                owner.execute(f"alter table {one} enable trigger user")
                owner.execute(f"alter table {one} force row level security")
                owner.execute(f"alter table {one} enable row level security")

    def check(self, month: date | None) -> Report:
        with self.app() as app:
            return verify(app, month=month)

    def found(self, month: date) -> list[tuple[str, int, int]]:
        return [(fault.what, fault.lane, fault.seq) for fault in self.check(month).faults]


@pytest.fixture(scope="module")
def ledger(django_db_setup: None) -> Iterator[Ledger]:
    at = resolve.addresses()
    template = databases._template(at)
    name = f"kesos_ledger_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}_{os.getpid()}"
    with databases._maintenance(at) as server:
        server.execute("select pg_advisory_lock(%s)", [roles.ROLES_LOCK + 1])
        server.execute(sql.SQL("create database {} template {}").format(*map(sql.Identifier, (name, template))))
    yield Ledger(name)
    with databases._maintenance(at) as server:
        # without force: all connections are closed, and PostgreSQL then waits for its own vacuum
        server.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(name)))
