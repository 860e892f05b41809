"""The list of events, one event, and when the feed was last heard of."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.journeys.models import AidEffect, Event, Feed
from kesos.journeys.models.events import STATES
from kesos.journeys.models.feeds import DUKCAPIL
from kesos.regions.scope import within

VIEW = "event.view"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; nothing narrows nothing."""

    kind: str = ""
    state: str = ""
    text: str = ""
    place: str = ""

    @classmethod
    def of(cls, told: Mapping[str, str]) -> "Filters":
        """From a query; a value that makes no sense narrows nothing."""
        kind, state, place = told.get("jenis", ""), told.get("keadaan", ""), told.get("kelurahan", "")
        return cls(
            kind if kind in Event.Kind.values else "", state if state in STATES else "",
            told.get("q", "").strip()[:80], place if place.isascii() and place.isdigit() and len(place) <= 10 else "",
        )  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Event]:
    return Event.objects.filter(within(actor.areas(VIEW)))


def page(actor: Actor, filters: Filters, *, after: int = 0, limit: int = 50) -> list[Event]:
    """The newest first; `after` is the last id of the page before."""
    found = visible_to(actor).select_related("person", "case")
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.place:
        found = found.filter(region_code__startswith=filters.place)
    if filters.text:
        found = found.filter(Q(full_name__icontains=filters.text) | Q(number__iexact=filters.text))
    if after:
        found = found.filter(pk__lt=after)
    return list(found.order_by("-pk")[:limit])


def one(actor: Actor, event_id: int) -> Event:
    """Raises NotFound also where it is out of reach."""
    found = visible_to(actor).select_related("person", "case", "source", "same_as", "move").filter(pk=event_id).first()
    if found is None:
        raise NotFound("Peristiwa tidak ditemukan.")
    return found


def corrections_of(event: Event) -> list[Event]:
    return list(Event.objects.filter(corrects=event.number).order_by("issued_at"))


def aid_of(event: Event) -> list[AidEffect]:
    return list(
        AidEffect.objects.select_related("enrolment", "enrolment__person").filter(event=event).order_by("enrolment_id")
    )


def feed() -> Feed | None:
    return Feed.objects.filter(pk=DUKCAPIL).first()
