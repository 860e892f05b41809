"""Points inside a village, from the boundaries that the regions part ships."""

import re
from functools import cache

import numpy as np

from kesos.demo.people.draws import Flags, Floats
from kesos.demo.people.statistics import shipped_regions

_POINT = re.compile(r"\((-?[0-9.]+),(-?[0-9.]+)\)")
Outline = list[Floats]


@cache
def outlines(kabkota: str) -> dict[str, Outline]:
    """The rings of each village with a boundary of its own; empty where there are none."""
    found: dict[str, Outline] = {}
    try:
        text = shipped_regions("batas_ring.csv.gz")
    except FileNotFoundError:
        return found
    for line in text.splitlines():
        code, _, ring = line.partition(",")
        if len(code) == 10 and code.startswith(kabkota):
            points = [(float(x), float(y)) for x, y in _POINT.findall(ring)]
            found.setdefault(code, []).append(np.array(points))
    return found


def inside(x: Floats, y: Floats, outline: Outline) -> Flags:
    """Crossings of a ray to the east, over all rings at once: holes and islands come right by themselves."""
    within = np.zeros(len(x), dtype=np.bool_)
    for ring in outline:
        nxt = np.roll(ring, -1, axis=0)
        for (ax, ay), (bx, by) in zip(ring, nxt, strict=True):
            if ay != by:
                spans = (y >= min(ay, by)) & (y < max(ay, by))
                within ^= spans & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return within


def points_in(rng: np.random.Generator, outline: Outline, count: int) -> Floats:
    """[longitude, latitude] of so many places, rounded as they are written."""
    corners = np.concatenate(outline)
    low, size = corners.min(axis=0), np.ptp(corners, axis=0)
    kept: list[Floats] = []
    have = 0
    while have < count:
        draw = np.round(low + size * rng.random((max(64, (count - have) * 2), 2)), 6)
        good = draw[inside(draw[:, 0], draw[:, 1], outline)]
        kept.append(good)
        have += len(good)
    return np.concatenate(kept)[:count]
