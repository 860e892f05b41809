"""Makes batas.csv.gz (a drawing, a label point each) and batas_ring.csv.gz (rings for «which one is it in»).

    python -m kesos.regions.data.make_boundaries FOLDER

FOLDER holds the GeoJSON files named in LAYERS; the first layer that has a code wins. See SOURCES.md.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kesos.regions.data.make_regions import HERE, write

# layer → (file, decimals kept of a degree, units a degree of the drawing)
LAYERS = {
    "desa": ("kelurahan_{}.geojson", 6, 50_000),
    "gabungan": ("kabkota_jateng_jatim_kalsel.geojson.gz", 5, 2_000),
    "nasional": ("kabkota_indonesia.geojson.gz", 5, 2_000),
}
CITIES = ("3372", "3571", "6372")
DRAWING = ("code", "layer", "longitude", "latitude", "x_min", "y_min", "x_max", "y_max", "path")
RINGS = ("code", "ring")

Point = tuple[int, int]


def features(folder: Path) -> Iterator[tuple[str, int, int, dict[str, Any]]]:
    for layer, (pattern, decimals, units) in LAYERS.items():
        for name in [pattern.format(city) for city in CITIES] if "{}" in pattern else [pattern]:
            raw = (folder / name).read_bytes()
            for feature in json.loads(gzip.decompress(raw) if name.endswith(".gz") else raw)["features"]:
                yield layer, decimals, units, feature


def drawn(ring: list[list[float]], units: int) -> list[Point]:
    """Whole units, y downwards as SVG wants it; without repeated points and points on a straight line.

    Neighbours keep their common edge: both round the same points the same way.
    """
    points: list[Point] = []
    for longitude, latitude in ring:
        point = (round(longitude * units), round(-latitude * units))
        if points and point == points[-1]:
            continue
        if len(points) > 1 and straight(points[-2], points[-1], point):
            points[-1] = point
        else:
            points.append(point)
    return points


def straight(a: Point, b: Point, c: Point) -> bool:
    forward = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) > 0
    return forward and (b[0] - a[0]) * (c[1] - a[1]) == (b[1] - a[1]) * (c[0] - a[0])


def path(rings: list[list[Point]]) -> str:
    """Relative moves: a third of the characters of absolute ones."""
    parts = []
    for ring in rings:
        (x, y), *rest = ring
        moves = []
        at = (x, y)
        for point in rest[:-1]:
            moves.append(f"{point[0] - at[0]} {point[1] - at[1]}")
            at = point
        parts.append(f"M{x} {y}l{' '.join(moves)}z".replace(" -", "-"))
    return "".join(parts)


def main(folder: Path) -> None:
    drawings: dict[str, dict[str, str]] = {}
    rings: list[dict[str, str]] = []
    for layer, decimals, units, feature in features(folder):
        code = feature["properties"]["kode"].replace(".", "")
        if code in drawings:
            continue
        around = [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]
        for ring in around:
            points = ",".join(f"({x:.{decimals}f},{y:.{decimals}f})" for x, y in ring[:-1])
            rings.append({"code": code, "ring": f"({points})"})
        # islets below one unit vanish, but never the whole region
        seen = [d for d in (drawn(ring, units) for ring in around) if len(d) > 3] or [drawn(around[0], units)]
        xs, ys = [p[0] for d in seen for p in d], [p[1] for d in seen for p in d]
        longitude, latitude = feature["properties"]["titik"]
        drawings[code] = {
            "code": code,
            "layer": layer,
            "longitude": f"{longitude:.6f}",
            "latitude": f"{latitude:.6f}",
            **dict(zip(DRAWING[4:8], map(str, (min(xs), min(ys), max(xs), max(ys))), strict=True)),
            "path": path(seen),
        }
    write(HERE / "batas.csv.gz", DRAWING, sorted(drawings.values(), key=lambda d: d["code"]))
    write(HERE / "batas_ring.csv.gz", RINGS, sorted(rings, key=lambda r: r["code"]))
    sys.stdout.write(f"{len(drawings)} regions, {len(rings)} rings\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
