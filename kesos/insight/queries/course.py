"""A place month by month: the sums of one recap beside each other, each hidden as on its own month's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kesos.foundation.actor import Actor
from kesos.insight.queries import recap as recaps
from kesos.insight.queries.measures import Column

MOST_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One heading; `numbers` in the order of the months, None where hidden."""

    column: Column
    numbers: list[int | None]


@dataclass(frozen=True, slots=True)
class Course:
    """`months` from the oldest to the newest."""

    months: list[date]
    rows: list[Row]


def course(
    actor: Actor, *, place: str, recap: str, counted: Mapping[date, Mapping[str, datetime]], upto: date, least: int
) -> Course:
    """The last months up to one in which this recap was counted. Raises NotFound outside the actor's areas."""
    months = sorted(month for month, each in counted.items() if month <= upto and recaps.as_of(each, recap))
    months = months[-MOST_MONTHS:]
    found = [recaps.recap(actor, place=place, recap=recap, period=month, least=least) for month in months]
    columns = {column.name: column for each in reversed(found) for column in each.columns}
    sums = [dict(zip((column.name for column in each.columns), each.sums, strict=True)) for each in found]
    return Course(months, [Row(column, [each.get(name, 0) for each in sums]) for name, column in columns.items()])


def of_one(told: Course, wanted: str) -> Course:
    """One heading alone; an unknown one narrows nothing."""
    rows: Sequence[Row] = [row for row in told.rows if row.column.name == wanted]
    return Course(told.months, list(rows)) if rows else told
