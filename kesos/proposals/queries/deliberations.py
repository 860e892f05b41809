"""Deliberations of the villages an actor looks after."""

from dataclasses import dataclass
from datetime import date, datetime

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.proposals.models import Deliberation, Period
from kesos.proposals.queries import reach
from kesos.proposals.queries.proposals import VIEW

SQL = statements("kesos.proposals", "sql/pages.sql")


@dataclass(frozen=True, slots=True)
class Held:
    """One deliberation of a month with what it decided; `waiting` counts the village's families still undecided."""

    id: int
    village: str
    village_name: str
    held_on: date
    place: str
    state: str
    due_at: datetime | None
    waiting: int
    agreed: int
    refused: int


@dataclass(frozen=True, slots=True)
class Without:
    """A village whose families wait for a decision; `has_paper`: uploaded, but not yet carried out."""

    code: str
    name: str
    waiting: int
    held_on: date | None
    has_paper: bool | None


def of_period(actor: Actor, period: Period) -> list[Held]:
    return [Held(*row) for row in rows(SQL["deliberations"], {"period": period.pk, "areas": actor.areas(VIEW)})]


def one(actor: Actor, village: str, held_on: date) -> Deliberation:
    """Raises NotFound also for a village out of reach; of several on one day the newest."""
    found = (
        reach.deliberations(actor)
        .select_related("region", "period", "case")
        .filter(region_id=village, held_on=held_on)
        .order_by("-pk")
        .first()
    )
    if found is None:
        raise NotFound("Musyawarah tidak ditemukan.")
    return found


def without_minutes(period: Period) -> list[Without]:
    """Within the actor's sight: row policies hide the other villages."""
    return [Without(*row) for row in rows(SQL["without_minutes"], {"period": period.pk})]
