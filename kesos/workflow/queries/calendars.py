"""Holidays, days of the month and freezes of a place."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from kesos.workflow.machines import labels
from kesos.workflow.models import CalendarDay, Freeze, Holiday


@dataclass(frozen=True, slots=True)
class MonthDay:
    """On which day of a month something closes in a place, and whether the place has said so itself."""

    event: str
    label: str
    day: date | None
    own: bool


def _of(region_code: str) -> Q:
    return Q(region_code__in=[region_code[:n] for n in (0, 2, 4, 6, 10) if n <= len(region_code)])


def holidays(region_code: str, *, year: int) -> QuerySet[Holiday]:
    return Holiday.objects.filter(_of(region_code), day__year=year).order_by("day", "region_code")


def calendar_of(region_code: str, *, month: date) -> list[MonthDay]:
    """Every event of the month in this place, by day."""
    month = month.replace(day=1)
    events = sorted(set(CalendarDay.objects.values_list("event", flat=True)))
    own = set(CalendarDay.objects.filter(region_code=region_code, from_month__lte=month).filter(
        Q(to_month__isnull=True) | Q(to_month__gte=month)).values_list("event", flat=True))  # fmt: skip
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "select e, workflow_day_of_month(%s, e, %s) from unnest(%s::text[]) e", [region_code, month, events]
        )
        for event, day in cursor.fetchall():
            found.append(MonthDay(event, labels().event(event), day, event in own))
    return sorted(found, key=lambda found: (found.day or date.max, found.event))


def freezes(region_code: str, *, at: datetime) -> QuerySet[Freeze]:
    """Freezes that touch the place and are not over: its own, those around it and those inside it."""
    inside = Q(region_code__startswith=region_code)
    return Freeze.objects.filter(_of(region_code) | inside, ends_at__gt=at).order_by("starts_at")
