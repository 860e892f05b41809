"""Usul and sanggah as lists and one of them; who told it only where the law of its table lets it through."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from kesos.bulk.sql import row
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.portal.models import Report, Reporter
from kesos.portal.models.reports import ENDS
from kesos.regions.scope import within

VIEW, OWN, FOLLOW_UP = "report.view", "report.own", "report.follow_up"
SQL = statements("kesos.portal", "sql/reports.sql")
LATE, RAISED, FOLLOW = "terlambat", "hari-10", "tindak-lanjut"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty narrows nothing. `only` is LATE, RAISED or FOLLOW."""

    kind: str = ""
    state: str = ""
    only: str = ""
    name: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class LateRate:
    """Of those that are settled or whose days are over, how many came late."""

    counted: int
    late: int

    @property
    def percent(self) -> int:
        return round(100 * self.late / self.counted) if self.counted else 0


def visible_to(actor: Actor) -> QuerySet[Report]:
    return Report.objects.filter(within(actor.areas(VIEW)))


def page(actor: Actor, wanted: Filters, *, at: datetime, after: int = 0, limit: int = 50) -> list[Report]:
    """Newest first; `after` is the last number of the page before."""
    found = visible_to(actor).filter(_narrowed(wanted, at)).order_by("-pk")
    return list((found.filter(pk__lt=after) if after else found)[:limit])


def _narrowed(wanted: Filters, at: datetime) -> Q:
    found = Q()
    if wanted.kind:
        found &= Q(kind=wanted.kind)
    if wanted.state:
        found &= Q(state=wanted.state)
    if wanted.name:
        found &= Q(subject_name__icontains=wanted.name)
    if wanted.place:
        found &= within([wanted.place])
    if wanted.only == LATE:
        found &= Q(ended_at=None, due_at__lte=at)
    elif wanted.only == RAISED:
        found &= Q(ended_at=None, escalate_at__lte=at)
    elif wanted.only == FOLLOW:
        found &= Q(state="DITERIMA_BENAR", followed_at=None)
    return found


def by_id(actor: Actor, report_id: int) -> Report:
    """Raises NotFound also where it is out of reach."""
    found = visible_to(actor).select_related("case").filter(pk=report_id).first()
    if found is None:
        raise NotFound("Laporan tidak ditemukan.")
    return found


def own(actor: Actor, *, after: int = 0, limit: int = 50) -> list[Report]:
    """What the actor told, newest first."""
    told = Report.objects.filter(pk__in=_told_by(actor)).order_by("-pk")
    return list((told.filter(pk__lt=after) if after else told)[:limit])


def own_by_id(actor: Actor, report_id: int) -> Report:
    found = Report.objects.filter(pk__in=_told_by(actor), pk=report_id).first()
    if found is None:
        raise NotFound("Laporan tidak ditemukan.")
    return found


def _told_by(actor: Actor) -> QuerySet[Reporter, int]:
    return Reporter.objects.filter(user_id=actor.user_id).values_list("report_id", flat=True)


def late_rate(actor: Actor, *, since: datetime, at: datetime, place: str = "") -> LateRate:
    """The office's own measure: what was told since a day, in the actor's areas."""
    areas = [place] if place and any(place.startswith(area) for area in actor.areas(VIEW)) else actor.areas(VIEW)
    # the kab/kota by equality finds the index; an area wider than one reads the year of the whole country
    cities = None if any(len(area) < 4 for area in areas) else sorted({area[:4] for area in areas})
    found = row(SQL["late_rate"], {"since": since, "at": at, "areas": areas, "cities": cities})
    return LateRate(*(found or (0, 0)))


def is_open(report: Report) -> bool:
    return report.state not in ENDS
