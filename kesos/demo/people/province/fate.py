"""What the population register knows that the offices do not yet: who died, who moved and where to."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from kesos.demo.people.draws import Flags, Ints, chance
from kesos.demo.people.families import HEAD, WIFE
from kesos.demo.people.population import Slice
from kesos.demo.people.province.columns import WORDS, days, texts, words
from kesos.demo.people.province.rates import Rates
from kesos.demo.people.province.sheet import Sheet
from kesos.demo.people.statistics import all_names

REGISTER = pa.schema(
    [
        ("NIK", pa.int64()),
        ("NO_KK", pa.int64()),
        ("NAMA_LENGKAP", pa.string()),
        ("JENIS_KELAMIN", WORDS),
        ("TANGGAL_LAHIR", pa.date32()),
        ("KODE_WILAYAH", WORDS),
        ("STATUS_HIDUP", WORDS),
        ("TANGGAL_MENINGGAL", pa.date32()),
    ]
)
# how many times likelier than the rest, by age: judged
_DYING = ([0, 40, 60, 75, 95], [0.2, 0.2, 1.2, 5.0, 20.0])
_WHOLE_FAMILIES, _NEAR, _SAME_KAB = 0.7, 0.45, 0.8  # shares of those who moved; the rest left the kab/kota


@dataclass(slots=True)
class Fate:
    dead: Flags
    died: Ints
    village: Ints  # of each person now, an index into villages_of(province)
    home: Ints  # the same before moving
    family: Ints  # whose card each person stands on now

    @property
    def moved(self) -> Flags:
        changed: Flags = self.village != self.home
        return changed


@cache
def villages_of(province: str) -> tuple[str, ...]:
    return tuple(sorted(code for code in all_names() if len(code) == 10 and code[:2] == province))


def fate(rng: np.random.Generator, of: Slice, rates: Rates) -> Fate:
    people, count = of.people, len(of.people)
    weight = np.interp(people.age, *_DYING)
    odds = np.minimum(rates.dead / 100 * weight / weight.mean(), 0.6)
    dead = chance(rng, odds, count)
    died = np.maximum(of.today - rng.integers(1, 400, count), people.birth)
    villages = villages_of(of.region.code[:2])
    here = np.searchsorted(villages, [v.code for v in of.kecamatan.villages])
    home = here[of.village]
    village, family = home.copy(), people.family.copy()
    leaving = chance(rng, rates.moved / 100 * _WHOLE_FAMILIES, len(of.score))
    target = _elsewhere(rng, of.houses.village, here, villages, of)
    village = np.where(leaving[people.family], target[people.family], village)
    alone = (people.age >= 17) & (people.age <= 45) & (people.role != HEAD) & (people.role != WIFE)
    wanted = rates.moved / 100 * (1 - _WHOLE_FAMILIES) * count / max(int(alone.sum()), 1)
    joining = np.flatnonzero(alone & ~leaving[people.family] & ~dead & chance(rng, min(wanted, 0.5), count))
    host = rng.integers(0, len(of.score), len(joining))
    family[joining] = host
    village[joining] = here[of.houses.village[host]]
    return Fate(dead, died, village, home, family)


def _elsewhere(rng: np.random.Generator, now: Ints, here: Ints, villages: tuple[str, ...], of: Slice) -> Ints:
    """Another village for every family: of the kecamatan for most, of the kab/kota, of the province."""
    kab = np.searchsorted(villages, [of.region.code, f"{of.region.code}9999999"])
    luck, count = rng.random(len(now)), len(now)
    near = here[(now + rng.integers(1, max(len(here), 2), count)) % len(here)]
    same = rng.integers(kab[0], kab[1], count)
    far = rng.integers(0, len(villages), count)
    found: Ints = np.where(luck < _NEAR, near, np.where(luck < _SAME_KAB, same, far))
    return found


def register(of: Slice, what: Fate) -> pa.Table:
    people = of.people
    used, at = np.unique(what.village, return_inverse=True)
    codes = villages_of(of.region.code[:2])
    return pa.table(
        [
            pa.array(of.nik),
            pa.array(of.kk[what.family]),
            texts(of.names),
            words(people.sex, ("L", "P")),
            days(people.birth),
            words(at, [codes[i] for i in used.tolist()]),
            words(what.dead.astype(np.int64), ("HIDUP", "MENINGGAL")),
            days(what.died, ~what.dead),
        ],
        schema=REGISTER,
    )


def tell(sheet: Sheet, of: Slice, what: Fate) -> None:
    """The truth of every row whose person died or moved."""
    codes = villages_of(of.region.code[:2])
    for row in np.flatnonzero(what.dead[sheet.who]).tolist():
        sheet.tell(row, "MENINGGAL", "STATUS_HIDUP", "MENINGGAL", None)
    moved = np.flatnonzero(what.moved[sheet.who])
    now, before = what.village[sheet.who[moved]].tolist(), what.home[sheet.who[moved]].tolist()
    for row, new, old in zip(moved.tolist(), now, before, strict=True):
        sheet.tell(row, "PINDAH", "KODE_WILAYAH", codes[new], codes[old])
