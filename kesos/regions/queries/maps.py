"""Maps as SVG shapes: the regions directly below a region, ready to be coloured by a template."""

import re
from dataclasses import dataclass
from itertools import pairwise

from kesos.regions.models import Boundary
from kesos.regions.remembered import Remembered

SIDE, MARGIN = 520, 4  # of a drawing; its line widths and pins are measured for this
Point = tuple[int, int]
_NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True)
class Shape:
    """`path` is SVG: absolute M, then relative l, in whole units of the drawing."""

    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class RegionMap:
    """`layer` says how exact the boundaries are, in words."""

    view_box: str
    shapes: tuple[Shape, ...]
    layer: str


def map_below(code: str) -> RegionMap | None:
    """The kab/kota of a province, the kelurahan of a kota or kecamatan; None where no boundary is shipped."""
    if len(code) not in (2, 4, 6):
        return None
    drawn = _drawn()
    if code not in drawn:
        drawn[code] = _draw(code)
    return drawn[code]


def map_around(code: str) -> RegionMap | None:
    """The region among its neighbours: a kab/kota in its province, a kecamatan or kelurahan in its kota."""
    return map_below(code[:2]) if len(code) == 4 else map_below(code[:4]) if len(code) > 4 else None


def _draw(code: str) -> RegionMap | None:
    level = 2 if len(code) == 2 else 4
    held = Boundary.objects.filter(region__code__startswith=code, region__level=level, region__valid_to=None)
    found = list(held.select_related("region").order_by("region"))
    if not found:
        return None
    left, top = min(b.x_min for b in found), min(b.y_min for b in found)
    width, height = max(b.x_max for b in found) - left, max(b.y_max for b in found) - top
    scale = SIDE / max(width, height, 1)
    return RegionMap(
        view_box=f"{-MARGIN} {-MARGIN} {round(width * scale) + 2 * MARGIN} {round(height * scale) + 2 * MARGIN}",
        shapes=tuple(Shape(b.region.code, b.region.name, _scaled(b.path, left, top, scale)) for b in found),
        layer=found[0].get_layer_display(),
    )


def _scaled(path: str, left: int, top: int, scale: float) -> str:
    """The same shape in the units of the drawing; islets smaller than a unit go, the largest ring never."""
    rings: list[list[Point]] = []
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in _NUMBER.findall(ring)]
        x, y = numbers[0] - left, numbers[1] - top
        points = [(round(x * scale), round(y * scale))]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            point = (round(x * scale), round(y * scale))
            if point != points[-1]:
                points.append(point)
        rings.append(points)
    kept = [ring for ring in rings if len(ring) > 2] or [max(rings, key=len)]
    return "".join(map(_path, kept))


def _path(points: list[Point]) -> str:
    x, y = points[0]
    moves = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{x} {y}l{moves or '0 0'}z".replace(" -", "-")


def _nothing_drawn() -> dict[str, RegionMap | None]:
    return {}


_drawn = Remembered(_nothing_drawn)
