"""BPJS is asked about one person; a failure keeps the last answer and says so."""

from collections.abc import Callable
from datetime import datetime

from kesos.audit import services as audit
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import as_text
from kesos.journeys.models import HealthStatus
from kesos.journeys.ports import HealthInsurance, NeighbourSilent
from kesos.registry.queries import people

ASK = "health.ask"


def refuse_unless_allowed(*, person_id: int, by: Actor) -> tuple[str, str]:
    """The NIK to ask with and the place. Raises NotFound, NotAllowed, Refused."""
    person = people.by_id(by, person_id)
    by.require(ASK, person.region_id)
    if person.nik is None:
        raise Refused("NIK orang ini belum terbukti. Selesaikan dahulu tugas identitasnya.", code="person_without_nik")
    return as_text(person.nik), person.region_id


def ask_health(*, person_id: int, health: Callable[[], HealthInsurance], by: Actor, at: datetime) -> str:
    """The status. No transaction is open while BPJS is asked. Raises NeighbourSilent, NotFound, NotAllowed, Refused."""
    with acting(by):
        nik, place = refuse_unless_allowed(person_id=person_id, by=by)
    try:
        told, silent = health().status_of(nik), None
    except NeighbourSilent as down:
        told, silent = "", down
    with acting(by):
        kept = {"asked_at": at, "asked_by": by.user_id, "said": silent.sentence if silent else ""}
        if not silent:
            kept |= {"status": told, "answered_at": at}
        HealthStatus.objects.update_or_create(person_id=person_id, defaults=kept)
        audit.record("journeys.health_asked", by=by, at=at, subject=f"person:{person_id}", region_code=place)
    if silent:
        raise silent
    return told
