"""How fast the rules judge a city's proposals, and how long a filling of its vacancies takes. Leaves nothing behind."""

import os
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import psycopg
from django.db import connection, transaction
from django.utils import timezone

from kesos.bulk.sql import row, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.programmes.queries import rules
from kesos.programmes.services import deaths, replace

SQL = statements("kesos.programmes", "sql/bench.sql")
CITY = "3571"
OFFICE = Actor(user_id=990_004, name="Dinas (ukur)", grants=frozenset({(replace.PLAN, CITY)}))
HEAD = Actor(
    user_id=990_005, name="Kepala dinas (ukur)", roles=frozenset({"KADIS"}),
    grants=frozenset({(replace.DECIDE, CITY), ("penerima.isi_kuota_oleh_kadis", CITY)}),
)  # fmt: skip


def judge_proposals(proposals: int) -> tuple[float, float, int]:
    """Seconds of the rules over so many proposals and of the bare join, and how many something stood in the way of."""
    told: tuple[float, float, int] = (0.0, 0.0, 0)
    try:
        with transaction.atomic(), acting(SYSTEM):
            at = datetime.now(UTC)
            _families(proposals, at)
            bare = _seconds(lambda: rows(SQL["bare"].format(asked=SQL["asked"])))
            found: dict[int, list[rules.Finding]] = {}
            ours = _seconds(lambda: found.update(rules.judge(SQL["asked"], on=timezone.localdate(at))))
            told = (ours, bare, len(found))
            raise _Undo
    except _Undo:
        return told


def fill_vacancies(vacancies: int, waiting: int) -> tuple[float, int]:
    """Seconds of a plan for so many vacancies and of carrying it out, and how many places were filled.

    Raises RuntimeError where the same rows give another plan.
    """
    told = (0.0, 0)
    try:
        with transaction.atomic():
            at = datetime.now(UTC)
            with acting(SYSTEM):
                _families(waiting, at)
                dead = [p for (p,) in rows(SQL["recipients"], {"n": vacancies})]
                run(SQL["dead"], {"people": dead, "on": timezone.localdate(at)})
                cases = [c for (c,) in rows(SQL["waiting_cases"], {"n": waiting, "at": at})]
                run(SQL["waiting_history"], {"ids": cases, "at": at, "batch": uuid.uuid4()})
                run(SQL["waiting_place"], {"ids": cases})
                connection.check_constraints()
                run(SQL["analyze"])
            deaths.end_by_death(people=dead, at=at)
            with acting(SYSTEM):
                run(SQL["waiting"], {"ids": cases, "at": at})
                run(SQL["analyze"])
            first = _planned_and_undone(at)
            began = time.perf_counter()
            made = replace.plan(region_code=CITY, by=OFFICE, at=at)
            with acting(SYSTEM):
                again = row(SQL["planned"], {"run": made.pk})
            done = replace.carry_out(run_id=made.pk, by=HEAD, at=at)
            told = (time.perf_counter() - began, len(done.in_force))
            if again != first:
                raise RuntimeError(f"another plan from the same rows: {first} and {again}")
            raise _Undo
    except _Undo:
        return told


def _planned_and_undone(at: datetime) -> object:
    told: object = None
    try:
        with transaction.atomic():
            made = replace.plan(region_code=CITY, by=OFFICE, at=at)
            with acting(SYSTEM):
                told = row(SQL["planned"], {"run": made.pk})
            raise _Undo
    except _Undo:
        return told


def _families(n: int, at: datetime) -> None:
    told = {"n": n, "at": at, "on": timezone.localdate(at)}
    with psycopg.connect(os.environ["KESOS_DATABASE_URL"], autocommit=True) as owner:
        owner.execute(SQL["analyses"])
    run(SQL["villages"])
    for name in ("families", "members", "facts", "analyze"):
        run(SQL[name], told if name == "families" else {})
    connection.check_constraints()


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


class _Undo(Exception):
    pass
