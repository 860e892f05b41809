"""On a person's page: what BPJS last said, and the button to ask again."""

from typing import Any

from kesos.foundation.actor import Actor
from kesos.journeys.models import HealthStatus
from kesos.journeys.services.ask_health import ASK
from kesos.registry.queries.people import VIEW
from kesos.ui.panels import Panel


def health(actor: Actor, person_id: int, region_code: str) -> dict[str, Any]:
    return {
        "status": HealthStatus.objects.filter(pk=person_id).first(), "may_ask": actor.may(ASK, region_code),
        "person_id": person_id,
    }  # fmt: skip


PANELS = [Panel("journeys/_health.html", VIEW, health, 10)]
