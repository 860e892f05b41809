"""Who needs services, as a list: by type, place and time, a page by key. Guarded types stand in no list."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.regions import codelists
from kesos.registry.queries import people, places, ppks

VIEW = people.VIEW
SQL = statements("kesos.registry", "sql/ppks_list.sql")
NAMES_AT_ONCE = 500
NARROW = 6  # digits: up to a kecamatan all is read and sorted as wished
SORTS = {"": "by_place", "nama": "by_name", "-nama": "by_name", "sejak": "by_day", "-sejak": "by_day"}
Mark = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to. `month` as "2026-11", somewhere in which a record was in force; empty: today."""

    type: str = ""
    place: str = ""
    month: str = ""
    text: str = ""
    sort: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Filters":
        place, month, sort = (str(told.get(name, "")) for name in ("place", "month", "sort"))
        return cls(
            str(told.get("type", ""))[:8], place if place.isascii() and place.isdigit() and len(place) <= 10 else "",
            month if _first(month) else "", str(told.get("text", "")).strip()[:80], sort if sort in SORTS else "",
        )  # fmt: skip

    def kept(self) -> dict[str, str]:
        return asdict(self)

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day of which one counts."""
        first = _first(self.month)
        return (first, first.replace(day=monthrange(first.year, first.month)[1])) if first else (today, today)


@dataclass(frozen=True, slots=True)
class Row:
    """One record and its person. `nik` is the full number: lists mask it when they show it."""

    id: int
    person_id: int
    region_code: str
    type: str
    disabilities: list[str]
    from_on: date
    to_on: date | None
    full_name: str
    nik: int | None
    sex: str
    birth_date: date | None
    address: str
    rt: str
    rw: str
    source: str
    source_on: date
    name_key: str


@dataclass(frozen=True, slots=True)
class Found:
    """One page, and the mark with which the next one begins, if there is one."""

    rows: list[Row]
    following: Mark | None


def types(filters: Filters, *, guarded: bool = False) -> list[str]:
    """The types a list may show: the one chosen, or all; those shown with need alone where `guarded` says so."""
    known = {entry.code for entry in codelists.history("ppks_types")} - (set() if guarded else set(ppks.secret()))
    return sorted(known & {filters.type} if filters.type else known)


def can_sort(actor: Actor, filters: Filters) -> bool:
    """Only of few can any order be asked for: a wider area goes by place."""
    areas = places.inside(actor, VIEW, filters.place)
    return not filters.text and bool(areas) and all(len(area) >= NARROW for area in areas)


def page(actor: Actor, filters: Filters, *, today: date, after: Mark | None = None, limit: int = 50) -> Found:
    """`after` is the mark that came with the page before."""
    areas = places.inside(actor, VIEW, filters.place)
    told = wanted(areas, filters, today=today) | {"limit": limit + 1}
    if filters.text:
        return _by_text(filters, told, after or ("", 0), limit)
    order = SORTS[filters.sort] if can_sort(actor, filters) else "by_place"
    if after is not None and order == "by_day" and _day(after[0]) is None:
        after = None
    found = _rows(order, told, after, downwards=filters.sort.startswith("-") and order != "by_place")
    return Found(found[:limit], _mark(found[limit - 1], order) if len(found) > limit else None)


def wanted(areas: list[str], filters: Filters, *, today: date, guarded: bool = False) -> dict[str, Any]:
    """Places, types and days as the statements take them. An area is all codes that begin with it."""
    first, last = filters.days(today)
    return {
        "lows": areas, "highs": [area.ljust(10, "9") for area in areas], "types": types(filters, guarded=guarded),
        "first": first, "last": last,
    }  # fmt: skip


def _by_text(filters: Filters, told: dict[str, Any], after: Mark, limit: int) -> Found:
    """By name: some hundred of that name, and those of them who need services; the next page goes on behind them."""
    asked = {"asked": filters.text, "within": filters.place, "after_key": after[0], "after_id": after[1]}
    named = rows(SQL["names"], asked | {"most": NAMES_AT_ONCE})
    found = _rows("of_people", told | {"people": [person for person, _ in named]}, None)
    shown = found[:limit]
    if len(found) > limit:
        # a person with several types stays whole on one page
        last = shown[-1].person_id
        shown = [row for row in shown if row.person_id != last] or shown
        return Found(shown, (shown[-1].name_key, shown[-1].person_id))
    return Found(shown, (named[-1][1], named[-1][0]) if len(named) == NAMES_AT_ONCE else None)


def _rows(statement: str, told: dict[str, Any], after: Mark | None, *, downwards: bool = False) -> list[Row]:
    way, over = ("desc", "<") if downwards else ("asc", ">")
    beyond = SQL[f"beyond_{statement}"].format(over=over) if after else ""
    ids = SQL[statement].format(holds=SQL["holds"], beyond=beyond, way=way)
    given = told | (dict(zip(("after_key", "after_id"), after, strict=True)) if after else {})
    return [Row(*each) for each in rows(SQL["rows"].format(ids=ids), given)]


def _mark(row: Row, order: str) -> Mark:
    return {"by_name": row.name_key, "by_day": row.from_on.isoformat()}.get(order, row.region_code), row.id


def _first(month: str) -> date | None:
    return _day(f"{month}-01")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
