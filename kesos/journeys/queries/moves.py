"""Moves from here and to here."""

from django.db.models import Q, QuerySet

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.journeys.models import Move
from kesos.journeys.models.moves import STATES
from kesos.journeys.queries.events import VIEW
from kesos.regions.scope import within

HERE, AWAY = "masuk", "keluar"


def visible_to(actor: Actor) -> QuerySet[Move]:
    """The origin and the destination both see the move; the family itself only who has it."""
    areas = actor.areas(VIEW)
    return Move.objects.filter(within(areas) | within(areas, "to_region_code"))


def page(actor: Actor, *, way: str = "", state: str = "", after: int = 0, limit: int = 50) -> list[Move]:
    found, areas = visible_to(actor), actor.areas(VIEW)
    if way == HERE:
        found = found.filter(within(areas, "to_region_code"))
    if way == AWAY:
        found = found.filter(within(areas))
    if state in STATES:
        found = found.filter(state=state)
    if after:
        found = found.filter(pk__lt=after)
    return list(found.select_related("case").order_by("-pk")[:limit])


def by_number(actor: Actor, number: str) -> Move:
    """Raises NotFound also where it is out of reach."""
    found = visible_to(actor).select_related("case", "source").filter(Q(number=number)).first()
    if found is None:
        raise NotFound("Pindah tidak ditemukan.")
    return found
