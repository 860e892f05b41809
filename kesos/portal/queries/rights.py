"""Requests, objections and consents: those of an area, and those of one's own family."""

from datetime import date

from django.db.models import Q, QuerySet

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from kesos.portal.models import Consent, RightRequest
from kesos.portal.queries.accounts import family_of
from kesos.regions.scope import within

SQL = statements("kesos.portal", "sql/rights.sql")
OWN, TAKE, VIEW, CONSENTS = "data.own", "data_right.take", "data_right.view", "consent.view"


def visible_to(actor: Actor) -> QuerySet[RightRequest]:
    return RightRequest.objects.filter(within(actor.areas(VIEW)))


def page(
    actor: Actor, *, kind: str = "", only_open: bool = False, place: str = "", after: int = 0, limit: int = 50
) -> list[RightRequest]:
    """Newest first; `after` is the last number of the page before."""
    found = visible_to(actor).select_related("person", "case")
    if kind:
        found = found.filter(kind=kind)
    if only_open:
        found = found.filter(ended_at=None)
    if place:
        found = found.filter(within([place]))
    if after:
        found = found.filter(pk__lt=after)
    return list(found.order_by("-pk")[:limit])


def by_id(actor: Actor, request_id: int) -> RightRequest:
    """Of the actor's area or of the own family. Raises NotFound."""
    seen = within(actor.areas(VIEW)) | Q(family_id__in=actor.families)
    found = RightRequest.objects.filter(seen, pk=request_id).select_related("person", "case").first()
    if found is None:
        raise NotFound("Permintaan tidak ditemukan.")
    return found


def of_person(person_id: int) -> list[RightRequest]:
    """To be read while acting; the page of the person has been opened before."""
    return list(RightRequest.objects.filter(person_id=person_id).order_by("-pk")[:50])


def stopped(person_id: int) -> list[tuple[int, str, date]]:
    """Memberships of the person or the own family that ended as unfit: id, programme, last day. The page of the person
    has been opened before."""
    with acting(SYSTEM):
        return [
            (key, name, last)
            for key, name, last in rows(SQL["stopped"], {"person": person_id, "family": family_of(person_id)})
        ]


def consents_of(person_id: int) -> list[Consent]:
    return list(Consent.objects.filter(person_id=person_id).order_by("-pk")[:50])


def consents(actor: Actor, *, purpose: str = "", after: int = 0, limit: int = 50) -> list[Consent]:
    """The register of an area."""
    found = Consent.objects.filter(within(actor.areas(CONSENTS))).select_related("person")
    if purpose:
        found = found.filter(purpose=purpose)
    if after:
        found = found.filter(pk__lt=after)
    return list(found.order_by("-pk")[:limit])
