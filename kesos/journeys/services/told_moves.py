"""Moves that the population registry tells of: a whole family inside the city by sets, the others one by one."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.journeys.models import Event
from kesos.journeys.models.moves import FLOW
from kesos.journeys.services import moving, planning
from kesos.registry.matching.compare import SAME_NAME, name_similarity
from kesos.workflow import services as workflow

SQL = statements("kesos.journeys", "sql/moves.sql")


def apply(ids: Sequence[int], *, at: datetime) -> int:
    """How many moves were made. Those out of the city, or of half a family, are planned as at the counter."""
    run(SQL["forget"])
    run(SQL["judging"], {"ids": list(ids)})
    run("analyze judging_moves")
    if unsure := rows(SQL["unsure"]):
        why = ["" if name_similarity(theirs, ours) >= SAME_NAME else "other_person" for _, theirs, ours in unsure]
        run(SQL["sure"], {"events": [key for key, *_ in unsure], "why": why})
    run(SQL["once"])
    kept = run(SQL["keep"], {"at": at})
    moves = [key for (key,) in rows(SQL["plain"], {"at": at})] if kept else []
    confirmed = [case for (case,) in rows(SQL["confirmed"])] if kept else []
    others = [key for (key,) in rows(SQL["others"])] if kept else []
    run(SQL["forget"])
    if moves:
        run(SQL["movers"], {"moves": moves})
        moving.carry_out(moves, at=at)
    if confirmed:
        workflow.decide_many(flow=FLOW, action="perbarui_otomatis", case_ids=confirmed, by=SYSTEM, at=at)
    return len(moves) + sum(_one(event, at) for event in Event.objects.filter(pk__in=others).order_by("pk"))


def _one(event: Event, at: datetime) -> bool:
    """True where it was made or handed to the destination; what may not be goes to the social office."""
    try:
        with transaction.atomic():
            planned = planning.plan(
                family_id=event.family_id or 0, niks=tuple(event.moving), to_region_code=event.to_region_code,
                to_kk=event.to_kk, moved_on=event.happened_on, by=SYSTEM, at=at,
            )  # fmt: skip
            moving.from_the_registry(planned, event, at=at)
    except Refused as refused:
        Event.objects.filter(pk=event.pk).update(state="TIDAK_COCOK", why=refused.code[:20], settled_at=None)
        return False
    Event.objects.filter(pk=event.pk).update(state="DITERAPKAN", settled_at=at)
    return True
