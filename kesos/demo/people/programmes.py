"""Who receives what: exactly so many families, mostly from the poorest, never two programmes that exclude each other.

Every row belongs to one of the recipient families, and each of these holds at least one family programme of the
centre (PKH, SEMBAKO or BAPANAS-BERAS).
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from kesos.demo.people.draws import Flags, Floats, Ints, chance, normal
from kesos.demo.people.families import HEAD, WIFE, People
from kesos.demo.people.lives import CIVIL_SERVANTS, Lives, half_orphans
from kesos.demo.people.sheets import NO_DAY
from kesos.demo.people.statistics import Region
from kesos.demo.people.welfare import centre
from kesos.foundation.errors import Refused

PROGRAMMES = (
    "PKH", "SEMBAKO", "BAPANAS-BERAS", "BLT-DESA", "BLT-KESRA", "RS-RTLH",
    "PBI-JK", "PBPU-PEMDA", "PERMAKANAN", "PIP", "YAPI",
)  # fmt: skip
FAMILY_PROGRAMMES = 6  # the first so many are given to a family, the rest to a person
ONE_OFF = {"BLT-KESRA": ("2025-10-01", "2025-12-31"), "RS-RTLH": ("2024-03-01", "2024-11-30")}
# first possible start of each, and how many months after it the last newcomers came
_STARTS = {
    "PKH": ("2016-01", 117), "SEMBAKO": ("2019-01", 84), "BAPANAS-BERAS": ("2023-03", 34), "BLT-DESA": ("2024-01", 25),
    "PBI-JK": ("2014-01", 145), "PBPU-PEMDA": ("2018-01", 96), "PERMAKANAN": ("2022-10", 40),
    "PIP": ("2021-07", 54), "YAPI": ("2022-01", 48),
}  # fmt: skip
KEDIRI, KEDIRI_RECIPIENTS = "3571", 33_632  # families on aid of the centre in Kota Kediri
LARGEST_SHARE = 0.75  # of the families; with ASN families and those outside DTSEN there are no more to choose from


@dataclass(slots=True)
class Aid:
    """Rows sorted by family. `person` is the one the row is written for: the manager of the family, or the person."""

    dtsen: Flags  # [family] listed in DTSEN
    dtks: Flags
    recipient: Flags
    manager: Ints
    family: Ints
    person: Ints
    programme: Ints
    start: Ints
    end: Ints

    def holds(self, name: str, families: int) -> Flags:
        """Families with a running row of the programme."""
        rows = (self.programme == PROGRAMMES.index(name)) & (self.end < 0)
        return np.bincount(self.family[rows], minlength=families) > 0

    def people_with(self, name: str, people: int) -> Flags:
        rows = (self.programme == PROGRAMMES.index(name)) & (self.end < 0)
        return np.bincount(self.person[rows], minlength=people) > 0


def default_recipients(region: Region, families: int) -> int:
    """Kediri as counted; elsewhere the share of deciles 1 to 4 that the poverty rate tells."""
    if region.code == KEDIRI:
        return round(KEDIRI_RECIPIENTS * families / region.default_families)
    return round(families * round(NormalDist().cdf(-0.253347 - centre(region)), 6))


def too_many_recipients() -> Refused:
    return Refused(
        "Keluarga penerima terlalu banyak untuk jumlah keluarga ini. Kurangi penerima atau tambah keluarga.",
        code="too_many_recipients",
    )


def grant(
    rng: np.random.Generator,
    people: People,
    lives: Lives,
    score: Floats,
    quota: int,
    *,
    rural: Flags,
    without_nik: Flags,
    today: int,
) -> Aid:
    families = len(score)
    size = np.bincount(people.family, minlength=families)
    uniform = np.bincount(people.family[np.isin(lives.job, CIVIL_SERVANTS)], minlength=families) > 0
    dtsen = chance(rng, 0.965, families)
    dtks = dtsen & (score + 0.4 * normal(rng, families) < -0.1)
    wish = np.where(dtsen & ~uniform, score + 0.35 * normal(rng, families), np.inf)
    if quota > np.isfinite(wish).sum():
        raise too_many_recipients()
    recipient = np.zeros(families, dtype=np.bool_)
    recipient[np.argsort(wish, kind="stable")[:quota]] = True
    heads = np.flatnonzero(people.role == HEAD)
    manager = heads.copy()
    wives = np.flatnonzero(people.role == WIFE)
    manager[people.family[wives]] = wives

    age, own = people.age, recipient[people.family]
    lonely = recipient & (size == 1) & (age[heads] >= 60) & chance(rng, 0.14, families)
    component = (
        (age <= 6)
        | (lives.in_school & (age <= 21))
        | lives.pregnant
        | (age >= 60)
        | lives.severe
    )  # fmt: skip
    has_component = np.bincount(people.family[component], minlength=families) > 0
    village_fund = recipient & rural & ~lonely & chance(rng, 0.05, families)
    others = recipient & ~lonely & ~village_fund
    pkh = others & has_component & chance(rng, np.clip(0.62 - 0.18 * score, 0.1, 0.95), families)
    sembako = others & (~pkh | chance(rng, 0.9, families))
    given = [
        pkh,
        sembako,
        recipient,
        village_fund,
        others & chance(rng, 0.8, families),
        others & chance(rng, 0.012, families),
    ]
    named = own & ~without_nik
    pbi = named & chance(rng, 0.86, len(people))
    orphan = named & half_orphans(people) & ~pkh[people.family]
    to_people = [
        pbi,
        named & ~pbi & chance(rng, 0.4, len(people)),
        named & lonely[people.family],
        named & lives.in_school & (age >= 6) & (age <= 21) & chance(rng, 0.5, len(people)),
        orphan & chance(rng, 0.5, len(people)),
    ]
    family = [np.flatnonzero(flags) for flags in given]
    person = [manager[f] for f in family] + [np.flatnonzero(flags) for flags in to_people]
    programme = np.repeat(np.arange(len(PROGRAMMES)), [len(p) for p in person])
    who = np.concatenate(person)
    of = people.family[who]
    start, end = _dates(rng, programme, np.where(programme < FAMILY_PROGRAMMES, -(10**6), people.birth[who]), today)
    order = np.lexsort((programme, who, programme >= FAMILY_PROGRAMMES, of))
    return Aid(dtsen, dtks, recipient, manager, of[order], who[order], programme[order], start[order], end[order])


def _dates(rng: np.random.Generator, programme: Ints, not_before: Ints, today: int) -> tuple[Ints, Ints]:
    """The first of a month, never before the person was born; running, save what was paid once."""
    luck = rng.random(len(programme))
    start, end = np.zeros(len(programme), dtype=np.int64), np.full(len(programme), NO_DAY, dtype=np.int64)
    this_month = np.datetime64(today, "D").astype("datetime64[M]")
    for number, name in enumerate(PROGRAMMES):
        rows = np.flatnonzero(programme == number)
        if name in ONE_OFF:
            start[rows], end[rows] = (np.datetime64(day, "D").astype(np.int64) for day in ONE_OFF[name])
            continue
        first, months = _STARTS[name]
        month = np.datetime64(first, "M") + (luck[rows] * months).astype(np.int64)
        # a baby is entered in the month after it was born
        born = (not_before[rows].astype("datetime64[D]").astype("datetime64[M]")) + 1
        month = np.minimum(np.maximum(month, born), this_month)
        start[rows] = np.maximum(month.astype("datetime64[D]").astype(np.int64), not_before[rows])
    return start, end
