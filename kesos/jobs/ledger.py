"""What a running job reports, written outside its transaction, so that others see it before the job commits.

The ledger's own connection also holds an advisory lock for as long as the job lives: two workers never run one
job, and after kill -9 the server lets go of the lock by itself.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import psycopg
from django.db import connection
from procrastinate.contrib.django.utils import connector_params
from psycopg.rows import dict_row

from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.database.roles import SYSTEM_ROLE
from kesos.foundation.actor import SYSTEM

LOCK_SPACE = 0x4B45534F  # "KESO": the first half of our advisory locks


class Busy(Exception):
    """Another process runs this job."""


class Ledger(Protocol):
    def write(self, name: str, **told: Any) -> dict[str, Any] | None:
        """Carry out one named statement on the run, at once; its row, if it returns one."""


@contextmanager
def ledger_of(run_id: int) -> Iterator[Ledger]:
    """Raises Busy where another process has this job.

    Inside a transaction (a test, the demo) the reports belong to that transaction.
    """
    if connection.in_atomic_block:
        yield _Inside(run_id)
        return
    with psycopg.connect(**connector_params(), autocommit=True, row_factory=dict_row) as own:
        locked = own.execute("select pg_try_advisory_lock(%s, %s) as got", [LOCK_SPACE, run_id % 2**31]).fetchone()
        if not locked or not locked["got"]:
            raise Busy
        yield _Outside(run_id, own)


class _Outside:
    def __init__(self, run_id: int, own: psycopg.Connection[dict[str, Any]]) -> None:
        self._run_id, self._own = run_id, own

    def write(self, name: str, **told: Any) -> dict[str, Any] | None:
        with self._own.transaction():
            self._own.execute(f"set local role {SYSTEM_ROLE}")
            done = self._own.execute(_sql(name), {"run": self._run_id, **_plain(told)})
            return done.fetchone() if done.description else None


class _Inside:
    def __init__(self, run_id: int) -> None:
        self._run_id = run_id

    def write(self, name: str, **told: Any) -> dict[str, Any] | None:
        with acting(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_sql(name), {"run": self._run_id, **_plain(told)})
            if not cursor.description:
                return None
            row = cursor.fetchone()
            return dict(zip((column.name for column in cursor.description), row, strict=True)) if row else None


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return {name: json.dumps(value) if isinstance(value, dict) else value for name, value in told.items()}


def _sql(name: str) -> Any:
    return statements("kesos.jobs", "sql/ledger.sql")[name]


__all__ = ["Busy", "Ledger", "ledger_of"]
