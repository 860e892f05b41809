"""Reading events: timeline of one subject, search within the actor's areas, and who looked at whose data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from kesos.audit import vocabulary, writing
from kesos.audit.models import AuditEvent
from kesos.audit.wording import who, wording
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.foundation.numbers import number_of
from kesos.foundation.region_code import with_dots

VIEW = "audit.view"
PAGE = 50
_AFTER_DIGITS = ":"  # sorts behind every digit: codes of an area lie between it and it plus this


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as a list or timeline shows it."""

    id: int
    at: datetime
    kind: str
    sentence: str
    who: str
    subject: str
    region: str


@dataclass(frozen=True, slots=True)
class Page:
    """Newest first; `after` is the key of the next page, empty on the last."""

    rows: list[EventRow]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to search for; empty means any. Moments from `since` on, before `until`."""

    since: datetime | None = None
    until: datetime | None = None
    kind: str = ""
    actor: str = ""  # number or whole name
    area: str = ""
    subject: str = ""


def visible_to(actor: Actor) -> QuerySet[AuditEvent]:
    """Events in the areas where the actor may read the trail; those without a place are for the whole country."""
    return AuditEvent.objects.filter(_within(actor.areas(VIEW)))


def timeline(subject: str, *, after: str = "", limit: int = 20) -> Page:
    """What happened to one subject. The caller has shown that the actor may see it; row policies stand below."""
    return _page(AuditEvent.objects.filter(subject=subject), after=after, limit=limit)


def search(actor: Actor, wanted: Wanted, *, after: str = "", limit: int = PAGE) -> Page:
    return _page(_matching(visible_to(actor), wanted), after=after, limit=limit)


def access_log(actor: Actor, wanted: Wanted, *, after: str = "", limit: int = PAGE) -> Page:
    """Who opened, looked up or exported whose data, when and why."""
    found = _matching(visible_to(actor), wanted).filter(kind__in=vocabulary.looks())
    return _page(found, after=after, limit=limit)


def event(actor: Actor, event_id: int) -> AuditEvent:
    """One event. Raises NotFound where it is out of the actor's reach."""
    found = visible_to(actor).filter(id=event_id).first()
    if found is None:
        raise NotFound("Jejak ini tidak ditemukan.")
    return found


def facts(told: AuditEvent) -> list[tuple[str, str]]:
    """An event's details as label and value, for its own page."""
    fixed = [
        ("Waktu kejadian", writing.moment(told.at)),
        ("Waktu dicatat", writing.moment(told.written_at)),
        ("Pelaku", who(told)),
        ("Peran", told.actor_role or "–"),
        ("Wilayah", with_dots(told.region_code) or "seluruh Indonesia"),
        ("Mengenai", told.subject or "–"),
        ("Jenis", told.kind),
    ]
    more = [(name.replace("_", " ").capitalize(), writing.value(value)) for name, value in _items(told.details)]
    chain = [
        ("Nomor permintaan", told.request_id or "–"),
        ("Tempat dalam rantai", f"jalur {told.lane}, nomor {told.seq}"),
        ("Sidik", bytes(told.hash).hex()),
    ]
    return fixed + more + chain


def _items(details: Any) -> Iterable[tuple[str, Any]]:
    return details.items() if isinstance(details, dict) else ()


def _within(areas: Iterable[str]) -> Q:
    # a range, not LIKE: under row policies LIKE would lose its index
    found = Q(pk__in=[])
    for area in areas:
        if not area:
            return Q()
        found |= Q(region_code__gte=area, region_code__lt=area + _AFTER_DIGITS)
    return found


def _matching(found: QuerySet[AuditEvent], wanted: Wanted) -> QuerySet[AuditEvent]:
    if wanted.since:
        found = found.filter(at__gte=wanted.since)
    if wanted.until:
        found = found.filter(at__lt=wanted.until)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if (number := number_of(wanted.actor)) is not None:
        found = found.filter(actor_id=number)
    elif wanted.actor:
        found = found.filter(actor_name__iexact=wanted.actor)
    if wanted.area:
        found = found.filter(_within([wanted.area]))
    if wanted.subject:
        found = found.filter(subject=wanted.subject)
    return found


def _page(found: QuerySet[AuditEvent], *, after: str, limit: int) -> Page:
    if key := _read_key(after):
        at, last = key
        found = found.filter(Q(at__lt=at) | Q(at=at, id__lt=last), at__lte=at)
    events = list(found.order_by("-at", "-id").defer("previous", "hash", "lane", "seq")[: limit + 1])
    rows = [
        EventRow(
            id=one.id,
            at=one.at,
            kind=one.kind,
            sentence=wording(one),
            who=who(one),
            subject=one.subject,
            region=with_dots(one.region_code),
        )
        for one in events[:limit]
    ]
    return Page(rows, _key(events[limit - 1]) if len(events) > limit else "")


def _key(last: AuditEvent) -> str:
    since = last.at - _EPOCH
    return f"{since // timedelta(microseconds=1)}-{last.id}"


def _read_key(text: str) -> tuple[datetime, int] | None:
    micros, _, last = text.partition("-")
    try:
        return _EPOCH + timedelta(microseconds=int(micros[:19])), min(int(last[:19]), 2**63 - 1)
    except (ValueError, OverflowError):
        return None


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
