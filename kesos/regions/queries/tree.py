"""One region, those above and below it, and what a six-digit code of a NIK is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Q

from kesos.foundation.errors import NotFound
from kesos.foundation.region_code import ancestors, is_region_code, with_dots, without_dots
from kesos.regions.models import Region
from kesos.regions.remembered import Remembered


def by_code(code: str) -> Region:
    """The region, current or retired, by its code with or without dots. Raises NotFound."""
    region = Region.objects.select_related("successor").filter(pk=without_dots(code)).first()
    if region is None:
        raise NotFound(f"Kode wilayah {code.strip()} tidak dikenal. Periksa angkanya, atau cari menurut nama.")
    return region


def children(code: str) -> list[Region]:
    """The current regions directly below, by code; "" gives the provinces."""
    below = Region.objects.filter(parent=code) if code else Region.objects.filter(level=1)
    return list(below.filter(valid_to=None).order_by("code"))


def numbers_below(codes: Iterable[str]) -> dict[str, int]:
    """How many current regions lie directly below each of these, in one query."""
    found = Region.objects.filter(parent__in=set(codes), valid_to=None)
    return dict(found.values_list("parent").annotate(number=Count("code")))


def retired_below(code: str, *, limit: int = 100) -> list[Region]:
    """Retired regions that stood directly below, with their successors."""
    return list(
        Region.objects.filter(parent=code, valid_to__isnull=False).select_related("successor").order_by("code")[:limit]
    )


def predecessors(code: str) -> list[Region]:
    """The retired codes this region has taken over."""
    return list(Region.objects.filter(successor=code).order_by("code"))


def lineage(code: str) -> list[Region]:
    """The region with those above it, the province first."""
    found = Region.objects.in_bulk(ancestors(code))
    return [found[each] for each in ancestors(code) if each in found]


def path_text(code: str) -> str:
    """ "Bawang, Pesantren, Kota Kediri, Jawa Timur"; the dotted code itself where it is unknown."""
    return paths([code])[code]


def paths(codes: Iterable[str]) -> dict[str, str]:
    """The path text of many codes, in one query."""
    wanted = set(codes)
    known = names({above for code in wanted for above in ancestors(code)})
    return {
        code: ", ".join(known[above] for above in reversed(ancestors(code)) if above in known) or with_dots(code)
        for code in wanted
    }


def names(codes: Iterable[str]) -> dict[str, str]:
    """Name by code, in one query; unknown codes are left out."""
    return dict(Region.objects.filter(pk__in=set(codes)).values_list("code", "name"))


def name(code: str) -> str:
    """The name of one region, or its code where it is unknown. Answers from memory: every page has one in its head."""
    kept = _names()
    if code not in kept:
        kept[code] = names([code]).get(code, code)
    return kept[code]


@dataclass(frozen=True, slots=True)
class Below:
    """How many current regions of a kind lie below a region."""

    kind: str
    number: int


def counts_below(code: str) -> list[Below]:
    """Current regions below by kind, the larger kinds first; "" counts the whole country."""
    found = (
        Region.objects.filter(Q(code__startswith=code), ~Q(code=code), valid_to=None)
        .values("level", "kind")
        .annotate(number=Count("code"))
        .order_by("level", "kind")
    )
    return [Below(Region(kind=row["kind"]).get_kind_display(), row["number"]) for row in found]


def retired_count() -> int:
    return Region.objects.filter(valid_to__isnull=False).count()


def known(code: str) -> Literal["current", "retired", "unknown"]:
    """What the first two, four or six digits of a NIK are. Answers from memory: imports ask by the million."""
    current, retired = _upper_codes()
    return "current" if code in current else "retired" if code in retired else "unknown"


def exists(code: str) -> bool:
    """Whether a person may live here now: a current region of any level."""
    return is_region_code(code) and Region.objects.filter(pk=code, valid_to=None).exists()


def _read_upper_codes() -> tuple[frozenset[str], frozenset[str]]:
    upper = Region.objects.filter(level__lte=3)
    return (
        frozenset(upper.filter(valid_to=None).values_list("code", flat=True)),
        frozenset(upper.filter(valid_to__isnull=False).values_list("code", flat=True)),
    )


def _no_names() -> dict[str, str]:
    return {}


_upper_codes = Remembered(_read_upper_codes)
_names = Remembered(_no_names)
