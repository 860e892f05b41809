"""The office of a place, as its papers name it."""

from kesos.bulk.sql import row
from kesos.documents.models import Office
from kesos.regions.queries import tree


def office_of(region_code: str, *, name: str) -> Office:
    """The place's own office. One not yet in the books has no key: it prints lists and drafts, but no letter."""
    found = Office.objects.filter(region_code=region_code).order_by("pk").first()
    if found is not None:
        return found
    city = tree.name(region_code[:4])
    return Office(
        name=name, government=f"Pemerintah {city}", region_code=region_code, unit="", city=city,
        time_zone=zone_of(region_code),
    )  # fmt: skip


def zone_of(region_code: str) -> str:
    """The time zone in which the place counts its days, as its calendar says."""
    found = row("select workflow_zone(%(place)s)", {"place": region_code})
    return str(found[0]) if found else "Asia/Jakarta"
