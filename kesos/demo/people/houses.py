"""Where families live: village, RW and RT, an invented street, a point in the village."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from kesos.demo.people.draws import Floats, Ints, chance
from kesos.demo.people.polygons import outlines, points_in
from kesos.demo.people.statistics import Kecamatan, Village, table

RT_SIZE = 45  # families an RT, judged; five RT an RW
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@dataclass(slots=True)
class Houses:
    """Family by family, in the order of the files: village by village, RT by RT."""

    village: Ints  # index into kecamatan.villages
    rt: Ints
    rw: Ints
    address: list[str]
    point: Floats  # [longitude, latitude]; nan where no boundary is known


@cache
def streets() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"jalan": [], "dusun": []}
    for row in table("jalan.csv"):
        found[row["jenis"]].append(row["nama"].upper())
    return found


def settle(luck: np.random.Generator, ground: np.random.Generator, kecamatan: Kecamatan, quota: Ints) -> Houses:
    """`quota`: the families of each village. `ground` draws only points: a missing boundary changes nothing else."""
    parts = [_village(luck, ground, v, int(n)) for v, n in zip(kecamatan.villages, quota, strict=True)]
    return Houses(
        village=np.repeat(np.arange(len(quota)), quota),
        rt=np.concatenate([rt for rt, _, _, _ in parts]),
        rw=np.concatenate([rw for _, rw, _, _ in parts]),
        address=[address for _, _, addresses, _ in parts for address in addresses],
        point=np.concatenate([point for _, _, _, point in parts]),
    )


def _village(
    luck: np.random.Generator, ground: np.random.Generator, village: Village, count: int
) -> tuple[Ints, Ints, list[str], Floats]:
    blocks = max(1, round(count / RT_SIZE))
    block = np.arange(count) * blocks // max(count, 1)
    rw, rt = block // 5 + 1, block % 5 + 1
    outline = outlines(village.code[:4]).get(village.code)
    point = np.full((count, 2), np.nan)
    if outline and count:
        point = _neighbours_together(points_in(ground, outline, count), blocks)
    return rt, rw, _addresses(luck, village, block, blocks), point


def _neighbours_together(points: Floats, blocks: int) -> Floats:
    """A snake through the village, so that an RT lies together."""
    bands = max(1, int(np.sqrt(blocks)))
    order = np.argsort(points[:, 1], kind="stable")
    band = np.empty(len(points), dtype=np.int64)
    band[order] = np.arange(len(points)) * bands // len(points)
    along = np.where(band % 2 == 0, points[:, 0], -points[:, 0])
    return points[np.lexsort((along, band))]


def _addresses(luck: np.random.Generator, village: Village, block: Ints, blocks: int) -> list[str]:
    count = len(block)
    names = streets()["dusun" if village.is_rural else "jalan"]
    first = int(luck.integers(0, len(names)))
    step = 3 if village.is_rural else 7
    here = [names[(first + i * step) % len(names)] for i in range(min(len(names), blocks // 2 + 2))]
    street = (block // 2 + luck.integers(0, 2, count)) % len(here)
    alley = np.where(chance(luck, 0.3, count), luck.integers(1, len(ROMAN) + 1, count), 0)
    number = luck.integers(1, 160, count)
    if village.is_rural:
        return [f"DSN. {here[s]}" for s in street.tolist()]
    return [
        f"JL. {here[s]} GG. {ROMAN[a - 1]} NO. {n}" if a else f"JL. {here[s]} NO. {n}"
        for s, a, n in zip(street.tolist(), alley.tolist(), number.tolist(), strict=True)
    ]
