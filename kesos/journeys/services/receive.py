"""Events come in: by feed, by push, by file. Each once, by its number, in any order."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kesos.audit import services as audit
from kesos.bulk.sql import row, rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.journeys.models import Event
from kesos.journeys.ports import Told
from kesos.journeys.services.tasks import open_tasks
from kesos.registry.models import Source

SQL = statements("kesos.journeys", "sql/receive.sql")
SLICE = 10_000
LINES = (Event.Origin.FEED, Event.Origin.PUSH)  # the registry itself speaks; a file is what somebody made of its word
TITLES = {
    Event.Origin.FEED: "Peristiwa Dukcapil",
    Event.Origin.PUSH: "Peristiwa Dukcapil (dikirim)",
    Event.Origin.FILE: "Berkas bulanan Dukcapil",
}


@dataclass(frozen=True, slots=True)
class Taken:
    new: int = 0
    known: int = 0


def take_in(events: Iterable[Told], *, origin: Event.Origin, by: Actor = SYSTEM, at: datetime) -> Taken:
    """Keep what is not known yet, slice by slice, each slice whole. Nothing is applied here."""
    waiting, new, known = iter(events), 0, 0
    while some := list(islice(waiting, SLICE)):
        taken = _keep(some, origin, by, at)
        new, known = new + taken.new, known + taken.known
    return Taken(new, known)


@transaction.atomic
def _keep(some: Sequence[Told], origin: Event.Origin, by: Actor, at: datetime) -> Taken:
    with acting(SYSTEM):
        packed = json.dumps([_packed(told) for told in some], ensure_ascii=False)
        told = {
            "rows": packed, "origin": origin.value, "at": at, "by": by.user_id, "title": TITLES[origin],
            "source_kind": Source.Kind.POPULATION, "today": localdate(at),
        }  # fmt: skip
        new, unreadable = row(SQL["take"], told) or (0, None)
        if new < len(some) and origin in LINES and (renamed := [number for (number,) in rows(SQL["give_way"], told)]):
            more, odd = row(SQL["take"], told) or (0, None)
            new, unreadable = new + more, [*(unreadable or []), *(odd or [])]
            audit.record(
                "journeys.numbers_given_way", by=by, at=at, subject="events", count=len(renamed),
                numbers=", ".join(renamed[:10]),
            )  # fmt: skip
        if not new:
            return Taken(0, len(some))
        open_tasks(unreadable or [], at=at)
        audit.record(
            "journeys.events_received", by=by, at=at, subject="events", count=new, origin=origin.label,
            known=len(some) - new,
        )  # fmt: skip
        return Taken(new, len(some) - new)


def reported(*, by: Actor, at: datetime) -> Source:
    """What a counter was told, as the source of what follows from it."""
    return Source.objects.create(
        kind=Source.Kind.FORM, title="Laporan kelurahan", dated_on=localdate(at), received_at=at, by_user_id=by.user_id
    )


def _packed(told: Told) -> dict[str, Any]:
    """By hand: `asdict` and an encoder that is asked for each date take longer than PostgreSQL does with the row."""
    return {
        "number": told.number, "kind": told.kind, "nik": told.nik, "full_name": told.full_name,
        "birth_date": _day(told.birth_date), "happened_on": _day(told.happened_on), "kk": told.kk,
        "moving": told.moving, "region_code": told.region_code, "to_region_code": told.to_region_code,
        "to_address": told.to_address, "to_rt": told.to_rt, "to_rw": told.to_rw, "to_kk": told.to_kk,
        "corrects": told.corrects, "issued_at": told.issued_at.isoformat(), "unreadable": told.unreadable,
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
