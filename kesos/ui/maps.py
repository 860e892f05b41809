"""A choropleth drawn on the server: shapes come in as SVG paths, numbers as steps of five."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Area:
    """`text` is what the number means in words; `step` runs from 1 (light) to 5 (dark)."""

    path: str
    name: str
    text: str
    step: int = 1
    late: bool = False


@dataclass(frozen=True, slots=True)
class Pin:
    number: int
    x: float
    y: float

    @property
    def text_y(self) -> float:
        return self.y + 5


@dataclass(frozen=True, slots=True)
class AreaMap:
    """`legend` holds one word for each step; late areas get a line and a number, never a colour alone."""

    areas: Sequence[Area]
    view_box: str
    legend: Sequence[str]
    borders: Sequence[str] = field(default_factory=tuple)

    @property
    def late(self) -> list[Area]:
        return [area for area in self.areas if area.late]

    @property
    def pins(self) -> list[Pin]:
        return [Pin(number, *middle(area.path)) for number, area in enumerate(self.late, 1)]


def middle(path: str) -> tuple[float, float]:
    """The middle of the box around a path's first ring (absolute M, then relative l, as our shapes are kept)."""
    ring = path.split("z")[0]
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", ring)]
    x, y = numbers[0], numbers[1]
    xs, ys = [x], [y]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=False):
        x, y = x + dx, y + dy
        xs.append(x)
        ys.append(y)
    return round((min(xs) + max(xs)) / 2, 1), round((min(ys) + max(ys)) / 2, 1)
