"""Incidents of an area."""

from django.db.models import QuerySet

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.portal.models import Incident
from kesos.regions.scope import within

MANAGE = "incident.manage"


def visible_to(actor: Actor) -> QuerySet[Incident]:
    return Incident.objects.filter(within(actor.areas(MANAGE)))


def page(actor: Actor, *, after: int = 0, limit: int = 50) -> list[Incident]:
    """Newest first."""
    found = visible_to(actor).order_by("-pk")
    return list((found.filter(pk__lt=after) if after else found)[:limit])


def by_id(actor: Actor, incident_id: int) -> Incident:
    found = visible_to(actor).filter(pk=incident_id).first()
    if found is None:
        raise NotFound("Insiden tidak ditemukan.")
    return found
