"""The outline of one kelurahan with a point in it, drawn on the server; no map of anybody else's house."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kesos.regions.models import Boundary
from kesos.regions.remembered import Remembered

UNITS_A_DEGREE = 50_000  # of the layer of kelurahan: kesos/regions/data/make_boundaries.py
SIDE, MARGIN = 320, 10


@dataclass(frozen=True, slots=True)
class Outline:
    """`path` in the units of the drawing; a place on the ground is turned into them by `at`."""

    path: str
    left: int
    top: int
    scale: float
    view_box: str

    def at(self, longitude: Decimal | float, latitude: Decimal | float) -> tuple[float, float]:
        x = float(longitude) * UNITS_A_DEGREE - self.left
        y = -float(latitude) * UNITS_A_DEGREE - self.top
        return round(x * self.scale, 1), round(y * self.scale, 1)


def outline(code: str) -> Outline | None:
    """None where no boundary is shipped."""
    kept = _kept()
    if code not in kept:
        kept[code] = _drawn(code)
    return kept[code]


def _drawn(code: str) -> Outline | None:
    found = Boundary.objects.filter(region=code, layer=Boundary.Layer.VILLAGE).first()
    if found is None:
        return None
    width, height = found.x_max - found.x_min, found.y_max - found.y_min
    scale = SIDE / max(width, height, 1)
    box = f"{-MARGIN} {-MARGIN} {round(width * scale) + 2 * MARGIN} {round(height * scale) + 2 * MARGIN}"
    return Outline(_scaled(found.path, found.x_min, found.y_min, scale), found.x_min, found.y_min, scale, box)


def _scaled(path: str, left: int, top: int, scale: float) -> str:
    rings = []
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x, y = numbers[0] - left, numbers[1] - top
        points = [f"{x * scale:.1f} {y * scale:.1f}"]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append(f"{x * scale:.1f} {y * scale:.1f}")
        rings.append(f"M{' '.join(points)}z")
    return "".join(rings)


def _nothing() -> dict[str, Outline | None]:
    return {}


_kept = Remembered(_nothing)
