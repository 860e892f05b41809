"""How long a month's decisions take in one act, beside the bare SQL for the same rows. Leaves nothing behind."""

import time
import uuid
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.workflow.services import decide_many

AREA, RECIPIENTS = "3571", 33_632
HEAD = Actor(
    user_id=990_001, name="Kepala dinas (uji)", roles=frozenset({"KADIS"}),
    grants=frozenset({("usulan_dtks.sahkan_periode", AREA)}), families=frozenset({1}),
)  # fmt: skip


def decide_many_cases(cases: int = RECIPIENTS) -> tuple[float, float]:
    """Seconds of `decide_many` on cases with four decisions behind them, and of the bare insert and update."""
    try:
        with transaction.atomic():
            at = datetime.now(UTC)
            ours, theirs = _waiting(cases, at), _waiting(cases, at)
            started = time.perf_counter()
            outcome = decide_many(flow="usulan_dtks", action="sahkan_periode", case_ids=ours, by=HEAD, at=at)
            seconds = time.perf_counter() - started
            if len(outcome.moved) != cases:
                raise RuntimeError(
                    f"only {len(outcome.moved)} of {cases} moved: {next(iter(outcome.refused.values()))}"
                )
            with acting(SYSTEM), connection.cursor() as cursor:
                cursor.execute("select 1")
                started = time.perf_counter()
                bare: dict[str, Any] = {
                    "ids": theirs,
                    "at": at,
                    "batch": uuid.uuid4(),
                    "from": "MENUNGGU_PENGESAHAN",
                    "to": "DISAHKAN",
                }
                cursor.execute(_sql("bare_insert"), bare)
                cursor.execute(_sql("bare_update"), bare)
                bare_seconds = time.perf_counter() - started
            raise _Undo
    except _Undo:
        return seconds, bare_seconds


def _waiting(cases: int, at: datetime) -> list[int]:
    """Cases as they stand before the head: opened, proposed, matched, agreed, verified, by different people."""
    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_sql("open"), {"cases": cases, "area": AREA, "at": at})
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute(_sql("history"), {"ids": ids, "at": at, "batch": uuid.uuid4()})
        cursor.execute(_sql("place"), {"ids": ids})
        connection.check_constraints()
    return ids


def _sql(name: str) -> str:
    return statements("kesos.workflow", "sql/bench.sql")[name]


class _Undo(Exception):
    pass
