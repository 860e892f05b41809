"""A month of a kab/kota, for those whose area lies in it or around it."""

from datetime import date

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.proposals.models import Determination, Period
from kesos.proposals.queries.proposals import VIEW


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
    if any(len(area) < 4 for area in areas):
        found = Period.objects.all() if "" in areas else Period.objects.filter(region_id__startswith=areas[0])
    else:
        found = Period.objects.filter(region_id__in={area[:4] for area in areas})
    return list(found.select_related("region").order_by("-month", "region_id")[:most])


def determinations(period: Period) -> list[Determination]:
    return list(Determination.objects.filter(period=period).order_by("pk"))


def _touches(actor: Actor, region_code: str) -> bool:
    return any(region_code.startswith(area) or area.startswith(region_code) for area in actor.areas(VIEW))
