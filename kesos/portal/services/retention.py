"""Retention: looked through each night, forgotten after somebody has seen the numbers, or by itself where set so."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from kesos.audit.services import record
from kesos.database.acting import acting
from kesos.files.retained import Retained, months, retained
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.portal.models import RetentionRun
from kesos.portal.queries import terms

MANAGE = "retention.manage"


@transaction.atomic
def look(*, name: str, by: Actor, at: datetime) -> RetentionRun:
    """A preview: how much is over its time. Nothing else changes. Raises NotFound, NotAllowed."""
    _require(by)
    found, before = _class(name), _before(name, localdate(at))
    with acting(SYSTEM):
        n = found.found(before)
    made = RetentionRun.objects.create(
        retention_class=name, before=before, found=n, is_preview=True, by_id=by.user_id, by_name=by.name, at=at
    )
    record("portal.retention_looked", by=by, at=at, subject=f"retention:{name}", what=found.what, found=n)
    return made


@transaction.atomic
def forget(*, name: str, preview_id: int, by: Actor, at: datetime) -> RetentionRun:
    """Forget what a preview of today showed; twice finds nothing left. Raises NotFound, NotAllowed, Refused."""
    _require(by)
    found, before = _class(name), _before(name, localdate(at))
    seen = RetentionRun.objects.filter(pk=preview_id, retention_class=name, is_preview=True).first()
    if seen is None or seen.before != before:
        raise Refused("Lihat pratinjau hari ini dahulu, lalu jalankan.", code="preview_missing")
    with acting(SYSTEM):
        n = found.found(before)
        forgotten = found.forget(before, at) if n else 0
    made = RetentionRun.objects.create(
        retention_class=name, before=before, found=n, forgotten=forgotten, is_preview=False, by_id=by.user_id,
        by_name=by.name, at=at,
    )  # fmt: skip
    record("portal.retention_done", by=by, at=at, subject=f"retention:{name}", what=found.what, forgotten=forgotten)
    return made


def nightly(*, at: datetime) -> list[RetentionRun]:
    """A preview of every class; where the country's term says so, the forgetting too."""
    runs = []
    for each in retained():
        seen = look(name=each.name, by=SYSTEM, at=at)
        runs.append(seen)
        if seen.found and terms.value(terms.FORGETS, "", on=localdate(at)):
            runs.append(forget(name=each.name, preview_id=seen.pk, by=SYSTEM, at=at))
    return runs


def _require(by: Actor) -> None:
    """What is forgotten lies all over the country, so only who keeps the country forgets it."""
    if not by.is_system:
        by.require(MANAGE, "")


def _class(name: str) -> Retained:
    found = next((each for each in retained() if each.name == name), None)
    if found is None:
        raise NotFound("Kelas retensi ini tidak ada.")
    return found


def _before(name: str, today: date) -> date:
    """The day so many months ago; a month that has no such day ends with its last."""
    row = months(_class(name).retention_class, on=today)
    count = today.year * 12 + today.month - 1 - row.months
    year, month = divmod(count, 12)
    for day in range(today.day, 0, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, 1)
