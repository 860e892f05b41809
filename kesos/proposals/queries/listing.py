"""The list of proposals, for screens, programs, paper and files alike: what narrows it, its order, its pages."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.programmes.models import Programme
from kesos.proposals.models import Proposal
from kesos.proposals.queries.proposals import VIEW
from kesos.registry.queries import places

SQL = statements("kesos.proposals", "sql/listing.sql")
NEWEST, OLDEST = "-masuk", "masuk"
# only orders that an index serves in a kelurahan, in a kab/kota and in the country
_KEYS = {"masuk": "p.id", "nama": "p.head_name", "kelurahan": "p.region_code"}
SORTS = {
    NEWEST: "Terbaru dahulu",
    OLDEST: "Terlama dahulu",
    "nama": "Nama A ke Z",
    "-nama": "Nama Z ke A",
    "kelurahan": "Kelurahan, menurut kode",
    "-kelurahan": "Kelurahan, kode terbalik",
}


DATA = "dtsen"


def wanted() -> list[tuple[str, str]]:
    """What may be proposed, to choose from."""
    offered = Programme.objects.filter(is_proposable=True).order_by("position").values_list("code", "name")
    return [(DATA, "Data terpadu (DTSEN)"), *offered]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to, and its order; nothing narrows nothing."""

    month: date | None = None
    period: int | None = None
    state: str = ""
    place: str = ""  # a code, or the beginning of one
    wanted: str = ""  # DATA, or the code of a programme
    text: str = ""  # of the head's name, or of the number
    sort: str = NEWEST

    def kept(self) -> dict[str, Any]:
        """As a job keeps it."""
        return {
            "month": self.month.isoformat() if self.month else None, "period": self.period, "state": self.state,
            "place": self.place, "text": self.text, "sort": self.sort, "wanted": self.wanted,
        }  # fmt: skip

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Filters":
        month = kept.get("month")
        return replace(cls(**{**kept, "month": None}), month=date.fromisoformat(month) if month else None)


def page(
    actor: Actor, filters: Filters, *, after: int = 0, limit: int = 50, areas: list[str] | None = None
) -> list[Proposal]:
    """Up to `limit` proposals of the actor's areas in the order asked for; `after` is the last id of the page before.

    `areas`: where this is only a part of what the actor may see, already judged. None of the keys changes as a
    proposal goes on, so a page begins where the one before ended.
    """
    areas = places.inside(actor, VIEW, filters.place) if areas is None else areas
    asked = {
        "areas": areas, "after": after, "limit": limit, "period": filters.period, "month": filters.month,
        "state": filters.state, "wanted": filters.wanted, "text": filters.text, "like": f"%{_plain(filters.text)}%",
    }  # fmt: skip
    ids = [found for (found,) in rows(_statement(filters.sort, bool(after)), asked)]
    known = Proposal.objects.select_related("case", "period", "programme").in_bulk(ids)
    return [known[found] for found in ids if found in known]


def _statement(sort: str, later: bool) -> str:
    key, down = _KEYS[sort.removeprefix("-")], sort.startswith("-")
    way, beyond = ("desc" if down else "asc"), ("<" if down else ">")
    if key == "p.id":
        told = f"and p.id {beyond} %(after)s"
        order = f"p.id {way}"
    else:
        told = f"and ({key}, p.id) {beyond} ({SQL['last']}, %(after)s)"
        order = f"{key} {way}, p.id {way}"
    narrowed = SQL["narrowed"].replace("{beyond}", told if later else "")
    return (
        SQL["page"].replace("{narrowed}", narrowed).replace("{key}", key).replace("{order}", order)
        .replace("{way}", way)
    )  # fmt: skip


def _plain(text: str) -> str:
    """A per cent typed by a person is a per cent."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
