"""On a person's page what BPJS said and what waits for another manager; on a membership's page who takes over."""

from typing import Any

from django.utils import timezone

from kesos.foundation.actor import Actor
from kesos.journeys.models import HealthStatus
from kesos.journeys.queries import managers
from kesos.journeys.services.ask_health import ASK
from kesos.journeys.web import deciding
from kesos.programmes.queries.successions import VIEW as PROGRAMMES
from kesos.registry.queries.people import VIEW
from kesos.ui.panels import MEMBERSHIP, Panel


def health(actor: Actor, person_id: int, region_code: str) -> dict[str, Any]:
    return {
        "status": HealthStatus.objects.filter(pk=person_id).first(), "may_ask": actor.may(ASK, region_code),
        "person_id": person_id,
    }  # fmt: skip


def awaited(actor: Actor, person_id: int, region_code: str) -> dict[str, Any] | None:
    found = managers.of_person(person_id)
    return {"lines": found} if found else None


def manager(actor: Actor, enrolment_id: int, region_code: str) -> dict[str, Any] | None:
    """What waits, who may be named, and the word that is open or was turned down."""
    at, waits, word = timezone.now(), managers.waits(enrolment_id), managers.latest(enrolment_id)
    if waits is None:
        return None
    is_open = word is not None and word.ended_at is None
    return {
        "waits": waits, "word": word, "open": is_open, "enrolment_id": enrolment_id,
        "may_propose": not is_open and actor.may(managers.PROPOSE, region_code),
        "eligible": [] if is_open else managers.eligible(enrolment_id, at=at),
        "case": word.case if word else None,
        "choices": deciding.choices(word.case, actor, at=at, hidden=("gugur",)) if is_open and word else [],
        "turned_down": managers.turned_down(word) if word and not is_open else "",
    }  # fmt: skip


PANELS = [
    Panel("journeys/_awaited.html", PROGRAMMES, awaited, 5),
    Panel("journeys/_health.html", VIEW, health, 10),
    Panel("journeys/_manager.html", PROGRAMMES, manager, 10, page=MEMBERSHIP),
]
