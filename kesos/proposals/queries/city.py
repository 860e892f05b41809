"""A month of a kab/kota in six numbers and a map, for whoever answers for the whole place."""

from dataclasses import dataclass
from datetime import date

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.foundation.small_cells import hidden_below, shown
from kesos.proposals.models import Period
from kesos.proposals.queries.standing import VIEW, Village
from kesos.regions.queries.maps import map_below
from kesos.regions.scope import within

STEPS = ("belum ada usulan", "diusulkan", "musyawarah berjalan", "berita acara ada", "selesai diperiksa")
PROGRESS, PROPOSED = "kemajuan", "usulan"


@dataclass(frozen=True, slots=True)
class Totals:
    """The six numbers of the month, and of how many kelurahan."""

    proposed: int
    deliberated: int
    verified: int
    with_minutes: int
    done: int
    waiting: int
    villages: int


@dataclass(frozen=True, slots=True)
class Place:
    """A kelurahan on the map: what its colour says, in words; its count, hidden where it is small."""

    code: str
    name: str
    step: int
    progress: str
    proposed: str


def period(actor: Actor, region_code: str, month: date, *, whole: bool = False) -> Period:
    """A month whose summary the actor may read: of a part of it or, with `whole`, of the place itself.

    Raises NotFound also where the actor works elsewhere.
    """
    areas = actor.areas(VIEW)
    touches = any(region_code.startswith(area) or (not whole and area.startswith(region_code)) for area in areas)
    found = Period.objects.select_related("region").filter(region_id=region_code, month=month).first()
    if not touches or found is None:
        raise NotFound("Periode tidak ditemukan.")
    return found


def newest(actor: Actor, *, whole: bool = False, most: int = 24) -> list[Period]:
    """The newest month of each kab/kota the actor has a summary of."""
    areas = [area for area in actor.areas(VIEW) if not whole or len(area) <= 4]
    found = Period.objects.filter(within([area[:4] for area in areas], "region__code")).select_related("region")
    return list(found.order_by("region_id", "-month").distinct("region_id")[:most])


def totals(found: list[Village]) -> Totals:
    busy = [each for each in found if each.proposed]
    return Totals(
        proposed=sum(each.proposed for each in found), deliberated=sum(each.deliberated for each in found),
        verified=sum(each.verified for each in found), with_minutes=sum(each.has_minutes for each in busy),
        done=sum(each.step == len(STEPS) for each in busy),
        waiting=sum(each.waiting + each.in_entry + each.to_verify for each in found), villages=len(busy),
    )  # fmt: skip


def places(found: list[Village], *, least: int) -> list[Place]:
    hidden = hidden_below(least).places([each.proposed for each in found])
    return [
        Place(
            each.code, each.name, each.step, STEPS[each.step - 1],
            _hidden(each.proposed, least) if place in hidden else shown(each.proposed, least=least),
        )
        for place, each in enumerate(found)
    ]  # fmt: skip


def shapes(region_code: str) -> tuple[str, dict[str, str], str]:
    """View box, path by code, and how exact the boundaries are; empty where none is shipped."""
    drawn = map_below(region_code)
    if drawn is None:
        return "", {}, ""
    return drawn.view_box, {each.code: each.path for each in drawn.shapes}, drawn.layer


def bands(least: int) -> tuple[str, ...]:
    return ("tidak ada", "disamarkan", f"{least}–9", "10–19", "20 atau lebih")


def band(place: Place, found: Village, *, least: int) -> int:
    """The colour of a count; a hidden one has the colour of small numbers."""
    if not found.proposed:
        return 1
    if not place.proposed.isdigit():
        return 2
    return 3 if found.proposed < 10 else 4 if found.proposed < 20 else 5


def _hidden(count: int, least: int) -> str:
    return shown(count, least=least) if 0 < count < least else "tersamar"
