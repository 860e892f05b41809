"""Who gets how many: the counts of a province apportioned to its kab/kota and kecamatan, exact in every sum."""

import math
from dataclasses import dataclass, field
from functools import cache
from statistics import NormalDist

import numpy as np

from kesos.demo.people import statistics
from kesos.demo.people.draws import Floats, Ints, Topic, apportion, stream
from kesos.demo.people.province import composition
from kesos.demo.people.province.rates import Rates
from kesos.demo.people.statistics import all_names, table
from kesos.demo.people.welfare import centre
from kesos.foundation.errors import Refused
from kesos.foundation.region_code import without_dots
from kesos.foundation.written import thousands

SETS = ("dtks", "ppks", "psks", "panti", "sembako", "ekstrem", "register")
LIKE = "33"  # a province whose counts nobody published is given those of this one by its population
PANTI, EXTREME_KABUPATEN, EXTREME_KECAMATAN, EXTREME_VILLAGES = 56, 19, 5, 5
LEAST = 6  # people a kecamatan: with fewer no family can be made in some of them


@dataclass(slots=True)
class Share:
    """What one kecamatan is given."""

    code: str
    families: Ints  # by village
    people: int
    listed: int  # rows of DTKS, doubles included
    doubles: int
    ppks: Ints  # by kind, in the order of the composition
    psks: Ints
    sembako: int
    extreme: dict[int, int] = field(default_factory=dict)  # village of the kecamatan: households
    panti: list[tuple[int, int]] = field(default_factory=list)  # (number of the panti in the province, residents)


@dataclass(slots=True)
class KabPlan:
    code: str
    shares: list[Share]

    @property
    def people(self) -> int:
        return sum(share.people for share in self.shares)


@dataclass(slots=True)
class Plan:
    province: str
    name: str
    counts: dict[str, int]
    kab: list[KabPlan]


def counts_of(province: str, *, people: int | None = None, scale: float | None = None) -> dict[str, int]:
    """Rows of every set. Raises Refused for what is no province, and for too few people."""
    names, kab = all_names(), kab_of(province)
    published = {r["himpunan"]: int(r["jumlah"]) for r in table("jumlah_provinsi.csv") if r["provinsi"] == province}
    if not published:
        like = {r["himpunan"]: int(r["jumlah"]) for r in table("jumlah_provinsi.csv") if r["provinsi"] == LIKE}
        ratio = sum(_population(c) for c in kab) / sum(_population(c) for c in kab_of(LIKE))
        published = {name: round(count * ratio) for name, count in like.items()}
    if people is not None and scale is not None:
        raise Refused("Beri --scale atau --people, tidak keduanya.", code="number_impossible")
    if people is not None:
        scale = people / published["register"]
    scale = 1.0 if scale is None else scale
    if not 0 < scale <= 1:
        raise Refused(
            f"Skala di atas 0 sampai 1; penduduk paling banyak {thousands(published['register'])}.",
            code="number_impossible",
        )
    least = _least(kab, published["register"])
    found = {name: max(1, round(count * scale)) for name, count in published.items()}
    if found["register"] < least:
        raise Refused(
            f"Terlalu sedikit penduduk untuk kecamatan di {names[province][0]}: paling sedikit {thousands(least)}.",
            code="number_impossible",
        )
    return found


def _least(kab: list[str], people: int) -> int:
    """So many people that the emptiest kab/kota still has some for each of its kecamatan."""
    whole = sum(_population(code) for code in kab)
    kecamatan = {code: sum(1 for c in all_names() if len(c) == 6 and c[:4] == code) for code in kab}
    return min(people, math.ceil(max(LEAST * kecamatan[code] * whole / _population(code) for code in kab)))


def kab_of(province: str) -> list[str]:
    names = all_names()
    if len(province) != 2 or province not in names:
        raise Refused(
            f"«{province}» bukan kode provinsi. Pakai dua angka Kemendagri, misalnya 33 untuk Jawa Tengah.",
            code="region_unknown",
        )
    found = sorted(code for code in names if len(code) == 4 and code[:2] == province)
    missing = [names[code][0] for code in found if code not in _people()]
    if missing:
        raise Refused(
            f"Jumlah penduduk {missing[0]} tidak diketahui, jadi provinsi {names[province][0]} belum dapat dibuat.",
            code="statistics_missing",
        )
    return found


def plan(province: str, counts: dict[str, int], rates: Rates, seed: int) -> Plan:
    regions = [statistics.region(code) for code in kab_of(province)]
    per_kab = apportion(counts["register"], [r.men + r.women for r in regions])
    places = [(at, k) for at, r in enumerate(regions) for k in r.kecamatan]
    families: list[Ints] = []
    people: list[int] = []
    for r, count in zip(regions, per_kab.tolist(), strict=True):
        least = len(r.kecamatan)
        cards = max(least, round(count / r.mean_card))
        weights = [v.weight for k in r.kecamatan for v in k.villages]
        ends = np.cumsum([len(k.villages) for k in r.kecamatan])
        quota = np.split(apportion(cards, weights, least=1), ends[:-1])
        families += _none_empty(quota)
        people += apportion(count, [int(q.sum()) for q in quota], least=2).tolist()
    need = np.array([round(NormalDist().cdf(0.1 - centre(regions[at])), 6) for at, _ in places]) * people
    listed = apportion(counts["dtks"], need)
    doubles = _doubles(round(counts["dtks"] * rates.duplicates / 100), listed)
    luck = stream(seed, province, Topic.PROVINCE)
    ppks = _dealt(luck, composition.ppks_shares(), apportion(counts["ppks"], need))
    psks = _psks(luck, apportion(counts["psks"], [len(q) for q in families]), families)
    sembako = apportion(counts["sembako"], need)
    shares = [
        Share(k.code, families[i], people[i], int(listed[i]), int(doubles[i]), ppks[i], psks[i], int(sembako[i]))
        for i, (_, k) in enumerate(places)
    ]
    kab = [KabPlan(r.code, [s for s in shares if s.code[:4] == r.code]) for r in regions]
    _panti(kab, counts["panti"], per_kab)
    _extreme(luck, kab, regions, counts["ekstrem"])
    return Plan(province, all_names()[province][0], counts, kab)


def _doubles(total: int, listed: Ints) -> Ints:
    """By rows, but never more than originals: what a hamlet has no room for goes to the next ones."""
    room = listed // 2
    found = np.minimum(apportion(total, listed.tolist()), room)
    left = total - int(found.sum())
    for at in np.argsort(found - room, kind="stable").tolist():
        more = min(left, int(room[at] - found[at]))
        found[at] += more
        left -= more
    return found


def _none_empty(quota: list[Ints]) -> list[Ints]:
    """A kecamatan without a family borrows one from the fullest."""
    for part in quota:
        if not part.sum():
            fullest = max(quota, key=lambda q: int(q.sum()))
            fullest[int(fullest.argmax())] -= 1
            part[0] = 1
    return quota


def _dealt(luck: np.random.Generator, shares: Floats, per_place: Ints) -> list[Ints]:
    """Kinds dealt out like cards: exact for every kind in the province and for every place."""
    kinds = np.repeat(np.arange(len(shares)), apportion(int(per_place.sum()), shares))
    luck.shuffle(kinds)
    hands = np.split(kinds, np.cumsum(per_place)[:-1])
    return [np.bincount(hand, minlength=len(shares)) for hand in hands]


def _psks(luck: np.random.Generator, per_place: Ints, villages: list[Ints]) -> list[Ints]:
    """A TKSK for every kecamatan, a karang taruna for every village, the rest by their shares."""
    fixed = np.zeros((len(per_place), 2), dtype=np.int64)
    fixed[:, 0] = per_place >= 1
    enough = per_place - 1 >= [len(q) for q in villages]
    fixed[:, 1] = np.where(enough, [len(q) for q in villages], 0)
    rest = _dealt(luck, composition.psks_shares(), per_place - fixed.sum(axis=1))
    return [np.r_[fixed[at], hand] for at, hand in enumerate(rest)]


def _panti(kab: list[KabPlan], residents: int, per_kab: Ints) -> None:
    houses = min(PANTI, residents)
    of_kab = apportion(houses, per_kab.tolist(), least=1)
    beds = apportion(residents, [1.0] * houses)
    number = 0
    for plan, count in zip(kab, of_kab.tolist(), strict=True):
        largest = sorted(plan.shares, key=lambda s: (-s.people, s.code))
        for at in range(count):
            largest[at % len(largest)].panti.append((number, int(beds[number])))
            number += 1


def _extreme(luck: np.random.Generator, kab: list[KabPlan], regions: list[statistics.Region], households: int) -> None:
    """The poorest kabupaten (never a kota), five kecamatan of each, five villages of each."""
    poorest = sorted(
        (at for at, r in enumerate(regions) if int(r.code[2:]) < 70), key=lambda at: (-regions[at].poor_percent, at)
    )[:EXTREME_KABUPATEN] or list(range(len(regions)))
    chosen: list[tuple[Share, int]] = []
    for at in sorted(poorest):
        shares = kab[at].shares
        for k in np.sort(luck.permutation(len(shares))[:EXTREME_KECAMATAN]).tolist():
            villages = np.sort(luck.permutation(len(shares[k].families))[:EXTREME_VILLAGES]).tolist()
            chosen += [(shares[k], village) for village in villages]
    # spread by turns, so that few households do not all stand in the first kabupaten
    spread = luck.permutation(len(chosen))
    for turn, count in zip(spread.tolist(), apportion(households, [1.0] * len(chosen)).tolist(), strict=True):
        share, village = chosen[turn]
        if count:
            share.extreme[village] = count


def _population(code: str) -> int:
    return _people()[code]


@cache
def _people() -> dict[str, int]:
    return {without_dots(r["kode"]): int(r["jumlah"]) for r in table("statistik/penduduk_luas_2024.csv")}
