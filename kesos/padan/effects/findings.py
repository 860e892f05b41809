"""What follows when a finding is decided: its own row follows, and what was agreed to goes the way of its kind.

A death or a move becomes an event of the population registry, and so meets every rule that such an event meets.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.journeys.models import Event
from kesos.journeys.ports import Told
from kesos.journeys.services import receive
from kesos.padan.models import Finding
from kesos.padan.models.findings import FLOW, LINKED, STATES
from kesos.registry.models import Source
from kesos.workflow.hooks import register_effect

SQL = statements("kesos.padan", "sql/apply.sql")
Outcome = Finding.Outcome


def applied(case_ids: list[int], by: Actor, at: datetime) -> None:
    with acting(SYSTEM):
        agreed = rows(SQL["agreed"], {"cases": case_ids})
        if any(row[1] == Outcome.PARTLY or row[-1] == LINKED for row in agreed):
            source = Source.objects.create(
                kind=Source.Kind.POPULATION, title="Pemadanan dengan data kependudukan", dated_on=localdate(at),
                received_at=at, by_user_id=by.user_id,
            )  # fmt: skip
            run(SQL["take_over"], {"cases": case_ids, "source": source.pk, "at": at})
            run(SQL["settle_tasks"], {"cases": case_ids, "at": at, "by": by.user_id})
        events = [_told(row, at) for row in agreed if row[1] in (Outcome.DIED, Outcome.MOVED)]
        if events:
            receive.take_in(events, origin=Event.Origin.FILE, by=by, at=at)


def _told(row: tuple[Any, ...], at: datetime) -> Told:
    finding, outcome, nik, _, name, born, region, their_region, death, _ = row
    number = f"PADAN-{finding}"
    if outcome == Outcome.DIED:
        return Told(number=number, kind="kematian", issued_at=at, nik=nik, full_name=name, birth_date=born,
                    happened_on=death, region_code=region)  # fmt: skip
    return Told(number=number, kind="pindah", issued_at=at, nik=nik, full_name=name, birth_date=born,
                happened_on=localdate(at), moving=(nik,), region_code=region, to_region_code=their_region)  # fmt: skip


def follows(state: str) -> Callable[[list[int], Actor, datetime], None]:
    def effect(case_ids: list[int], by: Actor, at: datetime) -> None:
        with acting(SYSTEM):
            run(SQL["state"], {"cases": case_ids, "state": state})

    return effect


for _state in STATES:
    register_effect(FLOW, _state, follows(_state))
register_effect(FLOW, "DITERAPKAN", applied)
