"""Families that receive nothing or twice, or are not listed, of the actor's areas: a page by key."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.insight.models import Standing
from kesos.programmes.models import Programme
from kesos.registry.queries import places

VIEW = "standing.view"
SQL = statements("kesos.insight", "sql/standing.sql")
What = Standing.What
LISTS = {"tanpa": (What.NOTHING,), "dobel": (What.EXCLUSIVE, What.SAME), "belum": (What.UNLISTED,)}
TITLES = {"tanpa": "Tidak menerima apa pun", "dobel": "Menerima dobel", "belum": "Belum terdaftar"}
Mark = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which list, and of which place."""

    which: str = "tanpa"
    place: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Filters":
        which, place = str(told.get("which", "")), str(told.get("place", ""))
        sound = place.isascii() and place.isdigit() and len(place) <= 10
        return cls(which if which in LISTS else "tanpa", place if sound else "")

    def kept(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Row:
    family_id: int
    region_code: str
    what: str
    since: datetime
    kk: int | None
    address: str
    rt: str
    rw: str
    person_id: int | None
    full_name: str | None
    nik: int | None
    programmes: list[str]

    @property
    def reason(self) -> str:
        return str(What(self.what).label)

    @property
    def mark(self) -> Mark:
        return self.region_code, self.what, self.family_id


def page(actor: Actor, filters: Filters, *, after: Mark | None = None, limit: int = 50) -> list[Row]:
    """In the order of places and families. `after` is the last row of the page before."""
    areas = places.inside(actor, VIEW, filters.place)
    if not areas:
        return []
    told: dict[str, Any] = {"kinds": list(LISTS[filters.which]), "limit": limit}
    for n, area in enumerate(areas):
        told[f"area_{n}"] = f"{area}%"
    within = " or ".join(f"s.region_code like %(area_{n})s" for n in range(len(areas)))
    if after is not None:
        told |= dict(zip(("after_region", "after_what", "after_family"), after, strict=True))
    statement = SQL["page"].format(within=within, beyond=SQL["beyond"] if after is not None else "")
    found = [Row(*each) for each in rows(statement, told)]
    names = dict(Programme.objects.values_list("code", "name"))
    return [replace(each, programmes=[names.get(code, code) for code in each.programmes]) for each in found]


def mark_of(text: str) -> Mark | None:
    """As an address carries it: "3571031009-nothing-12"; what is no mark begins at the beginning."""
    region, _, rest = text.partition("-")
    what, _, family = rest.partition("-")
    sound = region.isascii() and region.isdigit() and len(region) <= 10 and what in What.values
    return (region, what, int(family)) if sound and family.isascii() and family.isdigit() and len(family) < 19 else None
