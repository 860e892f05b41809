"""Pairs that may be one person, as far as the actor may see one of the two; and the bench's place among them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kesos.bulk.sql import row
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.padan.models import Pair, Search
from kesos.padan.models.pairs import OPEN, STATES
from kesos.padan.queries.findings import VIEW
from kesos.regions.scope import within
from kesos.registry.models import Merge

SQL = statements("kesos.padan", "sql/pairs.sql")
# how sure, as people choose it: lowest and highest probability
SURE = {"": (0.0, 1.0), "hampir": (0.999, 1.0), "mungkin": (0.97, 0.999), "ragu": (0.0, 0.97)}
MOST = 10_000  # beyond it a counter tells nobody anything


@dataclass(frozen=True, slots=True)
class Filters:
    """What the bench is narrowed to."""

    sure: str = ""
    state: str = OPEN
    place: str = ""

    @classmethod
    def of(cls, told: Mapping[str, str]) -> "Filters":
        sure, state, place = told.get("yakin", ""), told.get("keadaan", OPEN), told.get("wilayah", "")
        return cls(
            sure if sure in SURE else "", state if state in STATES else OPEN,
            place if place.isascii() and place.isdigit() and len(place) <= 10 else "",
        )  # fmt: skip

    def but(self, **other: str) -> "Filters":
        return replace(self, **other)

    @property
    def query(self) -> dict[str, str]:
        told = {"yakin": self.sure, "keadaan": "" if self.state == OPEN else self.state, "wilayah": self.place}
        return {name: value for name, value in told.items() if value}


def visible_to(actor: Actor) -> QuerySet[Pair]:
    """Whoever may see one of the two sees the pair; what he is shown of the other, `sides` decides."""
    areas = actor.areas(VIEW)
    return Pair.objects.filter(within(areas, "first_region") | within(areas, "second_region"))


def narrowed(actor: Actor, filters: Filters) -> QuerySet[Pair]:
    least, most = SURE[filters.sure]
    found = visible_to(actor).filter(state=filters.state, probability__gte=least)
    if most < 1:
        found = found.filter(probability__lt=most)
    if filters.place:
        found = found.filter(Q(first_region__startswith=filters.place) | Q(second_region__startswith=filters.place))
    return found


def page(actor: Actor, filters: Filters, *, after: tuple[float, int] | None = None, limit: int = 50) -> list[Pair]:
    """The surest first; `after` is (probability, id) of the last one before."""
    found = narrowed(actor, filters)
    if after is not None:
        found = found.filter(_behind(*after))
    return list(found.select_related("case").order_by("-probability", "pk")[:limit])


def one(actor: Actor, pair_id: int) -> Pair:
    """Raises NotFound also where both are out of reach."""
    found = visible_to(actor).select_related("case", "merge").filter(pk=pair_id).first()
    if found is None:
        raise NotFound("Pasangan tidak ditemukan.")
    return found


def following(actor: Actor, filters: Filters, pair: Pair | None) -> Pair | None:
    """The next to be judged: behind this one, else none."""
    found = page(actor, filters, after=(pair.probability, pair.pk) if pair else None, limit=1)
    return found[0] if found else None


def place_of(actor: Actor, filters: Filters, pair: Pair) -> tuple[int, int]:
    """How many stand before this one, and how many there are; counted no further than MOST."""
    every = narrowed(actor, filters)
    before = every.exclude(_behind(pair.probability, pair.pk)).exclude(pk=pair.pk)
    return before[:MOST].count(), every[:MOST].count()


def both_in_area(actor: Actor, pair: Pair) -> bool:
    areas = actor.areas(VIEW)
    return all(any(code.startswith(area) for area in areas) for code in (pair.first_region, pair.second_region))


def likely_to_stay(pair: Pair) -> int:
    """As the system: either may live elsewhere. Who was merged meanwhile is not there; then it is the first."""
    found = row(SQL["order"], {"first": pair.first_id, "second": pair.second_id})
    return int(found[0]) if found else pair.first_id


def told(pair: Pair, *, on: date) -> dict[str, Any]:
    """Who stays and who goes, as a merge wants it; as the system."""
    stays = pair.stays_id or likely_to_stay(pair)
    gone = pair.second_id if stays == pair.first_id else pair.first_id
    return {"stays": stays, "gone": gone, "day": on}


def merged_into(actor: Actor, person_id: int) -> list[tuple[Merge, int | None]]:
    """Records that are part of this person now, each with the pair it was judged as, if the actor may see that."""
    merges = list(Merge.objects.filter(stays=person_id, undone_at=None).order_by("-at", "-pk")[:20])
    known = dict(visible_to(actor).filter(merge__in=merges).values_list("merge", "pk")) if merges else {}
    return [(merge, known.get(merge.pk)) for merge in merges]


def latest_search(actor: Actor) -> Search | None:
    """The newest that is finished in the areas where the actor may look."""
    every = Q()
    for area in actor.areas(VIEW):
        every |= Q(region_code=area[:4]) if len(area) >= 4 else Q(region_code__startswith=area)
    if not every:
        return None
    return Search.objects.filter(every, kind=Search.Kind.DOUBLES, finished_at__isnull=False).order_by("-pk").first()


def _behind(probability: float, pk: int) -> Q:
    return Q(probability__lt=probability) | Q(probability=probability, pk__gt=pk)
