"""Issued letters as staff see them: lists, one letter, and the name search that goes through the narrow door."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Q, QuerySet

from kesos.documents import words
from kesos.documents.models import Document
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.foundation.numbers import number_of
from kesos.regions.scope import within

VIEW = "letter.view"
PRINT = "letter.print"
PAGE = 50
MOST_NAMED = 500


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person asks of the list; empty means all."""

    number: str = ""
    name: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    person_id: int | None = None
    batch: UUID | None = None


def visible_to(actor: Actor) -> QuerySet[Document]:
    """Letters of people in the areas where the actor may look."""
    return Document.objects.filter(within(actor.areas(VIEW)))


def page(
    actor: Actor, filters: Filters, *, on: date, after: int | None = None, limit: int = PAGE
) -> tuple[list[Document], int | None]:
    """Newest first; the second is what to hand in as `after` for the next page, None at the end."""
    rows = _filtered(visible_to(actor), filters, on=on).select_related("office").defer("snapshot").order_by("-id")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows[: limit + 1])
    return found[:limit], found[limit - 1].pk if len(found) > limit else None


def one(actor: Actor, letter: UUID) -> Document:
    """Raises NotFound for a letter that is not there or not in the actor's area."""
    found = visible_to(actor).select_related("office", "template").filter(uuid=letter).first()
    if found is None:
        raise NotFound("Surat tidak ditemukan.")
    return found


def of_batch(actor: Actor, batch: UUID) -> QuerySet[Document]:
    """The letters of a batch that the actor may take out of the house."""
    return Document.objects.filter(within(actor.areas(PRINT))).filter(batch=batch).order_by("seq")


def batch_of(actor: Actor, case_ids: Collection[int]) -> UUID | None:
    """The batch in which all of these cases got their letters, if it was one."""
    found = set(visible_to(actor).filter(case_id__in=case_ids).values_list("batch", flat=True))
    return found.pop() if len(found) == 1 else None


def state_on(letter: Document, on: date) -> str:
    """A letter runs out at midnight, also before the nightly job has said so."""
    if letter.state == Document.State.ISSUED and letter.valid_until < on:
        return Document.State.EXPIRED
    return letter.state


def _filtered(rows: QuerySet[Document], filters: Filters, *, on: date) -> QuerySet[Document]:
    if filters.number:
        wanted = filters.number.strip()
        seq = number_of(wanted) if len(wanted) < 9 else None
        rows = rows.filter(number=wanted) if seq is None else rows.filter(seq=seq)
    if filters.name:
        rows = rows.filter(pk__in=_named(filters.name))
    if filters.person_id:
        rows = rows.filter(person_id=filters.person_id)
    if filters.batch:
        rows = rows.filter(batch=filters.batch)
    if filters.since:
        rows = rows.filter(issued_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(issued_on__lte=filters.until)
    return rows.filter(_in_state(filters.state, on)) if filters.state else rows


def _in_state(state: str, on: date) -> Q:
    if state == Document.State.ISSUED:
        return Q(state=state, valid_until__gte=on)
    if state == Document.State.EXPIRED:
        return Q(state=state) | Q(state=Document.State.ISSUED, valid_until__lt=on)
    return Q(state=state)


def _named(name: str) -> list[int]:
    key = words.search_key(name)
    if len(key) < 3:  # fewer letters have no trigram and would read the whole table
        return []
    with connection.cursor() as cursor:
        cursor.execute("select documents_named(%s, %s)", [key, MOST_NAMED])
        return [row[0] for row in cursor.fetchall()]


def local_day(letter: Document, at: datetime) -> date:
    return at.astimezone(ZoneInfo(letter.office.time_zone)).date()
