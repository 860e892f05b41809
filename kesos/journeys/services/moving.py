"""A move is opened, handed on and carried out: people, family, card and aid together, or nothing of it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime

from kesos.audit import services as audit
from kesos.bulk.sql import row, rows, run
from kesos.bulk.statements import statements
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.journeys.models import Event, Move, Mover
from kesos.journeys.models.moves import FLOW
from kesos.journeys.services import effects_on_aid
from kesos.journeys.services.planning import Planned
from kesos.registry.models import Source
from kesos.workflow import services as workflow

SQL = statements("kesos.journeys", "sql/moves.sql")


def carry_out(moves: Sequence[int], *, at: datetime) -> None:
    """As the system: the destination's rows are not the origin's any more. Inside the caller's transaction."""
    told = {"moves": list(moves), "at": at}
    leaving = [move for (move,) in rows(SQL["leaving_the_city"], told)]
    for move in leaving:
        effects_on_aid.end_by_leaving(move, at=at)
    for step in (
        "whole",
        "number_families",
        "new_families",
        "leave",
        "remaining_head",
        "join",
        "people",
        "aid_follows",
    ):
        run(SQL[step], told)
    audit.record("journeys.moved", by=SYSTEM, at=at, subject="moves", count=len(moves))


def refuse_torn(case_ids: Sequence[int]) -> None:
    """Raises Refused where somebody of a move has died or left the family since it was reported."""
    for _, names in rows(SQL["gone_elsewhere"], {"cases": list(case_ids)}):
        raise Refused(
            f"{names} tidak lagi tercatat di keluarga ini. Tolak atau batalkan pindah ini, lalu laporkan yang baru.",
            code="family_changed",
        )


def open_move(
    planned: Planned,
    *,
    by: Actor,
    at: datetime,
    source: Source,
    state: str = "",
    event: Event | None = None,
    to_address: str = "",
    to_rt: str = "",
    to_rw: str = "",
    with_case: bool = True,
) -> Move:
    """The row, its people as they are known now, and its case where somebody has to act."""
    number = _number(planned.family.region_id, at)
    case = None
    if with_case:
        case = workflow.open_case(
            flow=FLOW, region_code=planned.family.region_id, other_region_code=planned.to_region_code,
            family_id=planned.family.pk, title=planned.head_name, path=f"/pindah/{number}/", by=by, at=at, state=state,
        )  # fmt: skip
    stands = case.state if case else "SELESAI"
    move = Move.objects.create(
        number=number, family=planned.family, head_name=planned.head_name, region_code=planned.family.region_id,
        to_region_code=planned.to_region_code, to_address=to_address, to_rt=to_rt, to_rw=to_rw, to_kk=planned.to_kk,
        moved_on=planned.moved_on, whole=planned.whole, remaining_head_id=planned.remaining_head, state=stands,
        reported_at=at, reported_by=by.user_id, settled_at=None if case else at, event=event, source=source, case=case,
    )  # fmt: skip
    Mover.objects.bulk_create(
        Mover(
            move=move, person=m.person, full_name=m.person.full_name, nik=m.person.nik,
            birth_date=m.person.birth_date, relation=relation,
        )
        for m, relation in planned.movers
    )  # fmt: skip
    return move


def from_the_registry(planned: Planned, event: Event, *, at: datetime) -> Move:
    """Inside the city the registry's word is enough; another city is offered the family."""
    inside = planned.family.region_id[:4] == planned.to_region_code[:4]
    move = open_move(
        planned, by=SYSTEM, at=at, source=event.source, event=event, to_address=event.to_address, to_rt=event.to_rt,
        to_rw=event.to_rw, state="" if inside else "MENUNGGU_TUJUAN", with_case=not inside,
    )  # fmt: skip
    if inside:
        carry_out([move.pk], at=at)
    return move


def _number(region_code: str, at: datetime) -> str:
    found = row(SQL["number"], {"city": region_code[:4], "month": f"{localtime(at):%Y-%m}"})
    return str(found[0]) if found else ""
