"""How old the data of each kelurahan are, and how many faults stand open there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.regions.models import Region
from kesos.regions.queries import tree
from kesos.registry.queries import places
from kesos.registry.queries.people import VIEW

SQL = statements("kesos.registry", "sql/quality.sql")
OLD = "registry.old_after_days"  # the dated limit that says when data count as old
CITY = 4  # digits of a kab/kota: the widest that is counted while somebody waits


@dataclass(frozen=True, slots=True)
class VillageQuality:
    """`oldest` and `newest` are the days of which the data tell, not the days on which they came."""

    code: str
    name: str
    people: int
    oldest: date | None
    newest: date | None
    old: int
    families: int
    unvisited: int
    open_tasks: int
    waiting_since: datetime | None
    unlike: int

    @property
    def open_faults(self) -> int:
        return self.open_tasks + self.unlike


def per_village(actor: Actor, *, place: str, old_after: timedelta, at: datetime) -> list[VillageQuality] | None:
    """Every kelurahan of the place where the actor may look; None where one kab/kota is still to be chosen.

    Raises NotFound for a place outside the actor's areas.
    """
    areas = places.inside(actor, VIEW, place)
    if not areas:
        raise NotFound("Wilayah ini tidak ditemukan di wilayah Anda.")
    if len({area[:CITY] for area in areas}) > 1 or any(len(area) < CITY for area in areas):
        return None
    codes, before = places.villages(areas), localdate(at) - old_after
    names = tree.names(codes)
    found = rows(SQL["per_village"], {"villages": codes, "before": before})
    told = [VillageQuality(code, names.get(code, code), *rest) for code, *rest in found]
    # a retired code stands here only while somebody is still written under it
    current = set(Region.objects.filter(code__in=codes, valid_to=None).values_list("code", flat=True))
    return [each for each in told if each.people or each.families or each.code in current]
