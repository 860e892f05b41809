"""A move reported at the origin, once: what Dukcapil then answers carries it on by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from kesos.audit import services as audit
from kesos.bulk.sql import one_at_a_time, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.jobs import queue
from kesos.journeys.models import Move
from kesos.journeys.models.moves import FLOW
from kesos.journeys.services import moving, planning
from kesos.journeys.services.receive import reported
from kesos.registry.ports import PopulationRegistry, RegistryDown
from kesos.registry.queries import people
from kesos.registry.services import match_people
from kesos.workflow import services as workflow

REPORT = "pindah.lapor"
ASK = "journeys.ask_about_moves"  # the work that a report wakes
SQL = statements("kesos.journeys", "sql/reports.sql")
AGAIN = timedelta(minutes=4)
MOST = 100  # families at once
MATCHER = replace(SYSTEM, grants=frozenset({(match_people.MATCH, ""), (people.VIEW, "")}))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the counter says. Nobody named: the whole family."""

    family_id: int
    to_region_code: str
    moved_on: date | None
    person_ids: tuple[int, ...] = ()
    new_head: int | None = None
    to_kk: str = ""
    to_address: str = ""
    to_rt: str = ""
    to_rw: str = ""


@transaction.atomic
def report_move(*, asked: Asked, paper: str, file_key: str, by: Actor, at: datetime) -> Move:
    """Open it with its paper (`kk_baru` or `surat_pindah`). Raises NotFound, NotAllowed, CannotMove, Refused."""
    with acting(by):
        one_at_a_time("move", asked.family_id)  # the second of two clicks hears that the family is under way
        planned = planning.plan(
            family_id=asked.family_id, person_ids=asked.person_ids, to_region_code=asked.to_region_code,
            to_kk=planning.card_of(asked.to_kk), moved_on=asked.moved_on, new_head=asked.new_head, by=by, at=at,
        )  # fmt: skip
        if paper not in ("kk_baru", "surat_pindah") or not file_key:
            raise Refused("Lampirkan KK baru atau surat pindahnya.", code="paper_missing", field="file")
        move = moving.open_move(
            planned, by=by, at=at, source=reported(by=by, at=at), to_address=asked.to_address,
            to_rt=asked.to_rt, to_rw=asked.to_rw,
        )  # fmt: skip
        workflow.attach_paper(case_id=move.case_id or 0, paper=paper, file_key=file_key, by=by, at=at)
        workflow.decide(case_id=move.case_id or 0, action="lapor", by=by, at=at)
        audit.record(
            "journeys.move_reported", by=by, at=at, subject=f"move:{move.pk}", region_code=move.region_code,
            number=move.number,
        )  # fmt: skip
        queue.put(ASK, queue="default", only_one=ASK)
        move.refresh_from_db()
        return move


def ask_next(*, population: Callable[[], PopulationRegistry], at: datetime) -> int:
    """Ask Dukcapil about those that wait, and carry on what it answers. No transaction is open while it is asked.

    Where it is silent nothing moves, the sentence stands on the page, and the clock comes again.
    """
    with acting(SYSTEM):
        told = {"before": at - AGAIN, "most": MOST}
        moves = [move for (move,) in rows(SQL["waiting_for_dukcapil"], told)]
        asked = [person for (person,) in rows(SQL["movers"], {"moves": moves})]
    if not moves:
        return 0
    try:
        counted = match_people.match_people(person_ids=asked, registry=population(), by=MATCHER, at=at)
        said = "Dukcapil tidak menjawab." if counted.get("gagal") else ""
    except RegistryDown as down:
        said = down.sentence
    with acting(SYSTEM):
        run(SQL["asked"], {"moves": moves, "at": at, "said": said})
        _carry_on(moves, at)
    return len(moves)


def _carry_on(moves: Sequence[int], at: datetime) -> None:
    """By the guards of the machine: what moved by itself, and what the destination must accept."""
    cases = [case for (case,) in rows(SQL["answered"], {"moves": list(moves)})]
    if cases:
        moved = workflow.decide_many(flow=FLOW, action="perbarui_otomatis", case_ids=cases, by=SYSTEM, at=at).moved
        left = [case for case in cases if case not in set(moved)]
        if left:
            workflow.decide_many(flow=FLOW, action="kirim", case_ids=left, by=SYSTEM, at=at)
