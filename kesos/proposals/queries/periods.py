"""A month of a kab/kota, for those whose area lies in it or around it."""

from datetime import date, datetime

from kesos.access.queries.users import areas_holding
from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from kesos.proposals.models import Determination, Period
from kesos.proposals.queries.proposals import VIEW
from kesos.regions.scope import within

SUBMIT = "usulan_dtks.ajukan"
TO_OPEN = statements("kesos.proposals", "sql/periods.sql")["to_open"]


def one(actor: Actor, region_code: str, month: date) -> Period:
    """Raises NotFound where the actor works for another kab/kota."""
    if not _touches(actor, region_code):
        raise NotFound("Periode tidak ditemukan.")
    found = Period.objects.select_related("region").filter(region_id=region_code, month=month).first()
    if found is None:
        raise NotFound("Periode tidak ditemukan.")
    return found


def of_actor(actor: Actor, *, most: int = 24) -> list[Period]:
    """The newest months of the kab/kota the actor works in, newest first."""
    areas = actor.areas(VIEW)
    found = Period.objects.filter(within([area[:4] for area in areas], "region__code"))
    return list(found.select_related("region").order_by("-month", "region_id")[:most])


def months_to_open(*, at: datetime) -> list[tuple[str, date]]:
    """Kab/kota and month where entry should be open today and somebody may propose, and no month stands."""
    with acting(SYSTEM):
        return [(code, month) for code, month in rows(TO_OPEN, {"at": at, "areas": areas_holding(SUBMIT, at=at)})]


def determinations(period: Period) -> list[Determination]:
    return list(Determination.objects.filter(period=period).order_by("pk"))


def _touches(actor: Actor, region_code: str) -> bool:
    return any(region_code.startswith(area) or area.startswith(region_code) for area in actor.areas(VIEW))
