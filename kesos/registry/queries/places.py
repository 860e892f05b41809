"""Places an actor may choose from: the own areas, what lies below, never a place beside them."""

from dataclasses import dataclass

from kesos.foundation.actor import Actor, outermost
from kesos.foundation.errors import NotFound
from kesos.foundation.region_code import ancestors, is_region_code
from kesos.regions.models import Region
from kesos.regions.queries import tree
from kesos.regions.scope import within

MOST_LISTED = 400  # every kab/kota but the largest
MOST_VILLAGES = 120  # up to so many the whole area stands in one list


@dataclass(frozen=True, slots=True)
class Choice:
    """One option; `group` is the kecamatan it stands under, empty for what is wider than one."""

    code: str
    label: str
    group: str = ""


def inside(actor: Actor, permission: str, code: str) -> list[str]:
    """The part of the actor's areas that lies inside `code`; all of them without a code, nothing outside."""
    areas = actor.areas(permission)
    return outermost(
        code if code.startswith(area) else area for area in areas if code.startswith(area) or area.startswith(code)
    )


def refuse_unknown(code: str) -> None:
    """A code that is no place, now or earlier, opens nothing below it either. Raises NotFound."""
    if code and not (is_region_code(code) and Region.objects.filter(pk=code).exists()):
        raise NotFound("Wilayah ini tidak dikenal. Pilih wilayah dari daftar.", field="place")


def villages(areas: list[str]) -> list[str]:
    """Every code of a kelurahan or desa in these areas, retired ones included: people may still stand under them."""
    return list(Region.objects.filter(within(areas, "code"), level=4).order_by("code").values_list("code", flat=True))


def few_villages(actor: Actor, permission: str) -> list[tuple[str, str]]:
    """The kelurahan and desa of today in the actor's areas, for a select; none where a list cannot hold them."""
    current = Region.objects.filter(within(actor.areas(permission), "code"), valid_to=None, level=4)
    found = list(current.order_by("name", "code").values_list("code", "name")[: MOST_LISTED + 1])
    return found if len(found) <= MOST_LISTED else []


def choices(actor: Actor, permission: str, chosen: str = "") -> list[Choice]:
    """For a select: a city whole; in wider areas what lies directly below the chosen place, and the way back."""
    areas = actor.areas(permission)
    if not areas:
        return []
    current = Region.objects.filter(within(areas, "code"), valid_to=None)
    few = list(current.filter(level=4)[: MOST_VILLAGES + 1].values_list("code", flat=True))
    if len(few) <= MOST_VILLAGES:
        return _whole(areas, few)
    within_own = chosen if any(chosen.startswith(area) for area in areas) else ""
    here = within_own or (areas[0] if len(areas) == 1 else "")
    codes = [code for code in ancestors(here) if any(code.startswith(area) for area in areas)]
    codes += [child.code for child in tree.children(here)] if here or areas == [""] else areas
    names = tree.names(codes)
    wide = [Choice("", "Seluruh wilayah Anda")]
    return wide + [Choice(code, names[code]) for code in dict.fromkeys(codes) if code in names]


def _whole(areas: list[str], codes: list[str]) -> list[Choice]:
    districts = sorted({code[:6] for code in codes})
    names = tree.names([*areas, *districts, *codes])
    wide = [] if len(codes) == 1 else [Choice("", "Seluruh wilayah Anda")]
    found = [Choice(area, names[area]) for area in areas if len(area) in (2, 4) and len(areas) > 1 and area in names]
    for district in districts:
        label = f"Kecamatan {names.get(district, district)}"
        below = [code for code in sorted(codes) if code.startswith(district)]
        if len(below) > 1 and any(district.startswith(area) for area in areas):
            found.append(Choice(district, f"Seluruh {label}", label))
        found += [Choice(code, names[code], label) for code in below]
    return wide + found
