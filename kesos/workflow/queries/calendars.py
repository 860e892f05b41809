"""Holidays, days of the month and freezes of a place."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from kesos.bulk.sql import rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.workflow.machines import flows, labels
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


def held_back(region_code: str, *, flow: str, most: int = 10_000) -> list[tuple[str, int]]:
    """What a freeze of this place would hold back now: open cases by flow, counted up to `most` a flow.

    A range of codes reads the index of the area's cases, and every count stops at `most`, for the country as well.
    """
    told = {"area": region_code, "flows": [flow] if flow else list(flows()), "most": most}
    with acting(SYSTEM):
        return [(labels().flow(key), count) for key, count in rows(_HELD_BACK, told)]


def days_within(region_code: str, *, first: date, last: date) -> list[MonthDay]:
    """The days of the calendar that fall into a stretch of time; of a long one those of its first year."""
    found, month = [], first.replace(day=1)
    for _ in range(12):
        if month > last or month.year >= date.max.year:
            break
        found += [each for each in calendar_of(region_code, month=month) if each.day and first <= each.day <= last]
        month = (month + timedelta(days=32)).replace(day=1)
    return found


_HELD_BACK = """
select f, n.counted from unnest(%(flows)s::text[]) f cross join lateral (
    select count(*) as counted from (
        select from workflow_case c where c.flow = f and c.closed_at is null
            and c.region_code >= %(area)s and c.region_code <= %(area)s || '9999999999' limit %(most)s
    ) few
) n where n.counted > 0 order by n.counted desc, f
"""


def freezes(region_code: str, *, at: datetime) -> QuerySet[Freeze]:
    """Freezes that touch the place and are not over: its own, those around it and those inside it."""
    inside = Q(region_code__startswith=region_code)
    return Freeze.objects.filter(_of(region_code) | inside, ends_at__gt=at).order_by("starts_at")
