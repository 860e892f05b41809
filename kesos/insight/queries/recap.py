"""A recap read from totals: one place and those below it, small numbers hidden from who may not see the people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from kesos.bulk.sql import rows
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.foundation.region_code import ancestors
from kesos.insight.queries.cells import SQL, UNDIVIDED, VILLAGE, Cells, Headings, Reader, small
from kesos.insight.queries.measures import Column, Measure, of_recap
from kesos.regions.queries import tree
from kesos.registry.queries import ppks

VIEW, SEES_PEOPLE = "recap.view", "person.view"


@dataclass(frozen=True, slots=True)
class Line:
    """`numbers` in the order of the columns; None is a hidden one."""

    code: str
    name: str
    numbers: list[int | None]

    @property
    def leads_down(self) -> bool:
        return 0 < len(self.code) < VILLAGE


@dataclass(frozen=True, slots=True)
class Recap:
    """`place` is empty where the actor's areas themselves stand beside each other; then there is no sum."""

    place: str
    columns: list[Column]
    lines: list[Line]
    sums: list[int | None]
    above: list[str]
    hides: bool

    def only(self, wanted: str) -> "Recap":
        """One column alone, named by measure and value; an unknown one narrows nothing."""
        at = next((n for n, each in enumerate(self.columns) if each.name == wanted), None)
        if at is None:
            return self
        lines = [replace(line, numbers=[line.numbers[at]]) for line in self.lines]
        return replace(self, columns=[self.columns[at]], lines=lines, sums=[self.sums[at]])

    @property
    def is_summed(self) -> bool:
        return 0 < len(self.place) < VILLAGE


def periods() -> dict[date, dict[str, datetime]]:
    """When each measure was counted, by month, the newest first."""
    found: dict[date, dict[str, datetime]] = {}
    for measure, period, as_of in rows(SQL["counted"]):
        found.setdefault(period, {})[measure] = as_of
    return found


def as_of(counted: Mapping[str, datetime], recap: str) -> datetime | None:
    """The oldest of what stands on one page."""
    return min((counted[each.code] for each in of_recap(recap) if each.code in counted), default=None)


def recap(actor: Actor, *, place: str, recap: str, period: date, least: int) -> Recap:
    """Raises NotFound where the place is outside the actor's areas. Reads totals by key, a level at a time."""
    areas, measures = actor.areas(VIEW), of_recap(recap)
    place = place or (areas[0] if len(areas) == 1 else "")
    area = next((area for area in areas if place.startswith(area)), None)
    if not areas or (place and (area is None or len(place) not in (2, 4, 6, VILLAGE))):
        raise NotFound("Rekap wilayah ini tidak ditemukan di wilayah Anda.")
    reader = Reader(period, [each.code for each in measures])
    cells = reader.inside(place) if area is not None else reader.themselves(areas)
    own = reader.themselves([place]) if place else {}
    columns = _columns(measures, [*cells, *own])
    kept = _kept(actor, [place] if place else areas, measures, columns)
    closed: Headings = set()
    if kept and area is not None:
        hiding = replace(reader, values=sorted({value for _, value in kept}))
        closed = hiding.closed(place, area, least=least) & kept
    told = {key: n for key, n in cells.items() if key[1:] in kept}
    hidden = small(told, closed, least=least, summed=0 < len(place) < VILLAGE)
    sums = [_told(own.get((place, c.measure, c.value), 0), (c.measure, c.value) in closed) for c in columns]
    above = [code for code in ancestors(place)[:-1] if any(code.startswith(area) for area in areas)]
    return Recap(place, columns, _lines(cells, columns, hidden), sums, above, bool(kept))


def _kept(actor: Actor, places: list[str], measures: list[Measure], columns: list[Column]) -> Headings:
    """Headings whose small numbers this reader is not told: all of them, or those of the guarded types."""
    headings = {(column.measure, column.value) for column in columns}
    if not all(actor.may(SEES_PEOPLE, place) for place in places):
        return headings
    if all(ppks.may_open(actor, place) for place in places):
        return set()
    return headings & {(each.code, value) for each in measures for value in each.guarded()}


def _columns(measures: list[Measure], keys: Iterable[tuple[str, str, str]]) -> list[Column]:
    found: dict[str, set[str]] = {}
    for _, measure, value in keys:
        found.setdefault(measure, set()).add(value)
    return [column for each in measures for column in each.columns(found.get(each.code, set()))]


def _lines(cells: Cells, columns: list[Column], hidden: set[tuple[str, str, str]]) -> list[Line]:
    codes = {code for code, _, _ in cells}
    names = tree.names(codes)
    return [
        Line(
            code, names.get(code, code) if code else "Belum dirinci",
            [_told(cells.get(key, 0), key in hidden) for key in ((code, c.measure, c.value) for c in columns)],
        )
        for code in sorted(codes, key=lambda code: (code == UNDIVIDED, names.get(code, code), code))
    ]  # fmt: skip


def _told(number: int, is_hidden: bool) -> int | None:
    return None if is_hidden else number
