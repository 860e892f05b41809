"""Religion, group, birth place, schooling, work, health: what a family card and a visit tell of a person."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from kesos.demo.people.draws import Flags, Floats, Ints, Texts, chance, normal, pick
from kesos.demo.people.families import CHILD, HEAD, MARRIED, WIDOWED, People
from kesos.demo.people.names import GROUPS
from kesos.demo.people.statistics import Region, table

ISLAM = 1
NO_WORK, HOUSEHOLD, STUDENT, PENSIONER = 1, 2, 3, 4
CIVIL_SERVANTS = (5, 6, 7)  # TL-04 and TL-05: no aid for ASN, TNI, Polri and their families
RELIGIONS = ("islam", "kristen", "katolik", "hindu", "buddha", "khonghucu", "kepercayaan")
# years at school that a birth year usually reached, judged, before the region's own mean
_SCHOOL = ([1930, 1945, 1955, 1965, 1975, 1985, 1995, 2010], [1.5, 3.0, 5.5, 7.6, 9.2, 10.6, 11.9, 12.6])
_LEVELS = np.array([1.5, 4.5, 7.5, 10.5, 14.3, 14.8, 15.6, 18.4, 20.6])
# difficulty or illness per hundred, by age, judged
_DISABLED = ([0, 40, 60, 70, 80, 99], [0.8, 1.2, 3.0, 7.0, 15.0, 30.0])
_CHRONIC = ([0, 20, 40, 55, 70, 99], [0.5, 1.0, 6.0, 18.0, 34.0, 42.0])


@dataclass(slots=True)
class Lives:
    religion: Ints
    group: Ints
    birth_place: Texts
    schooling: Ints  # Dukcapil level 1–10
    in_school: Flags
    job: Ints  # Dukcapil code
    blood: Ints
    pregnant: Flags
    disabled: Flags
    severe: Flags
    chronic: Flags


@cache
def jobs() -> dict[str, Floats]:
    rows = list(table("pekerjaan.csv"))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


@cache
def job_fact(name: str) -> Floats:
    """A column of pekerjaan.csv by Dukcapil code; 0 for codes without work."""
    found = np.zeros(100)
    found[jobs()["kode"].astype(np.int64)] = jobs()[name]
    return found


def lead(rng: np.random.Generator, region: Region, people: People, score: Floats, rural: Flags) -> Lives:
    count = len(people)
    religion, group = _belonging(rng, region, len(score))
    own = score[people.family]
    schooling, in_school = _schooling(rng, region, people, own)
    job = _work(rng, people, schooling, in_school, own, rural[people.family])
    places = np.array([name for name, _ in region.birth_places], dtype=object)
    weights = np.array([weight for _, weight in region.birth_places])
    born = pick(rng, weights, count)
    born[people.age < 18] = np.where(chance(rng, 0.85, count), 0, born)[people.age < 18]
    disabled = chance(rng, np.interp(people.age, *_DISABLED) / 100 * np.clip(1.15 - 0.15 * own, 0.6, 1.6), count)
    wives = (people.sex == 1) & (people.marital == MARRIED) & (people.age >= 18) & (people.age <= 43)
    return Lives(
        religion=religion[people.family],
        group=group[people.family],
        birth_place=places[born],
        schooling=schooling,
        in_school=in_school,
        job=job,
        blood=np.array([1, 2, 3, 4, 13])[pick(rng, [14, 16, 4, 22, 44], count)],
        pregnant=wives
        & chance(rng, np.interp(people.age, [18, 24, 30, 38, 43], [0.08, 0.09, 0.07, 0.025, 0.004]), count),
        disabled=disabled,
        severe=disabled & chance(rng, 0.2, count),
        chronic=chance(rng, np.interp(people.age, *_CHRONIC) / 100, count),
    )


def _belonging(rng: np.random.Generator, region: Region, families: int) -> tuple[Ints, Ints]:
    rows = {row["provinsi"]: row for row in table("suku_agama.csv")}
    row = rows.get(region.code[:2], rows["0"])
    religion = pick(rng, [float(row[name]) for name in RELIGIONS], families) + 1
    ethnic = pick(rng, [float(row[name]) for name in GROUPS[:4]], families)
    group = np.where((religion == ISLAM) | (religion == 7), ethnic, GROUPS.index("kristen"))
    batak = ((religion == 2) | (religion == 3)) & chance(rng, float(row["batak_di_kristen"]) / 100, families)
    group = np.where(batak, GROUPS.index("batak"), group)
    group = np.where(religion == 4, GROUPS.index("bali"), group)
    return religion, np.where((religion == 5) | (religion == 6), GROUPS.index("tionghoa"), group)


def _schooling(rng: np.random.Generator, region: Region, people: People, own: Floats) -> tuple[Ints, Flags]:
    count = len(people)
    born = people.birth * 4 // 1461 + 1970
    years = np.interp(born, *_SCHOOL) + (region.school_years - 8.5) * 0.5 + 1.7 * own + 2.2 * normal(rng, count)
    years -= np.where((people.sex == 1) & (born < 1980), 1.0, 0.0)
    level = np.searchsorted(_LEVELS, years, side="right") + 1
    reached = np.searchsorted(np.array([7, 13, 16, 19, 23, 25]), people.age, side="right")
    level = np.minimum(level, np.array([1, 2, 3, 4, 5, 8, 10])[reached])
    # compulsory school: hardly anyone of today stays without
    level = np.where((people.age >= 7) & (people.age < 13), 2, level)
    level = np.where((people.age >= 13) & (people.age < 30), np.maximum(level, 3), level)
    stays = np.interp(people.age, [6, 7, 12, 15, 16, 18, 19, 20, 22, 24], [0, 99, 99, 96, 90, 76, 40, 30, 20, 0]) / 100
    stays = np.where(people.age >= 16, stays + 0.12 * own, stays + 0.01 * np.minimum(own, 0))
    in_school = (people.age >= 6) & (people.age <= 24) & (people.marital == 1) & chance(rng, stays, count)
    in_school &= (people.age < 16) | (level >= 4)
    return level, in_school


def _work(rng: np.random.Generator, people: People, level: Ints, in_school: Flags, own: Floats, rural: Flags) -> Ints:
    age, count = people.age, len(people)
    man = people.sex == 0
    share = np.where(man, np.interp(age, [15, 18, 22, 30, 58, 65, 75, 85], [5, 40, 80, 96, 90, 66, 32, 8]), 0.0)
    wives = np.interp(age, [16, 20, 30, 50, 62, 75], [20, 34, 42, 44, 26, 4])
    share = np.where(man, share, np.where((people.marital == MARRIED) | (age > 60), wives, np.minimum(wives * 1.7, 92)))
    share = np.where((people.role == HEAD) & (age < 65), np.maximum(share, 84), share)
    works = chance(rng, share / 100, count) & (age >= 15) & ~in_school
    homemaker = ~man & (people.marital != 1) | (~man & (age > 40))
    job = np.where(homemaker, HOUSEHOLD, NO_WORK)
    retired = (age >= 58) & (level >= 5) & chance(rng, 0.45, count)
    job = np.where(retired & ~works, PENSIONER, job)
    job = np.where(in_school, STUDENT, job)
    job = np.where(works, _trade(rng, people, level, own, rural), job)
    return np.where(age < 6, NO_WORK, job)


def _trade(rng: np.random.Generator, people: People, level: Ints, own: Floats, rural: Flags) -> Ints:
    """A trade by sex, place, schooling and how well off one is (five steps)."""
    columns = jobs()
    step = np.clip(((own + 2.5) * 1.0).astype(np.int64), 0, 4)
    key = ((people.sex * 2 + rural) * 11 + level) * 5 + step
    job = np.full(len(people), 15, dtype=np.int64)
    for value in np.unique(key):
        who = np.flatnonzero(key == value)
        at, schooled, place, sex = value % 5, value // 5 % 11, value // 55 % 2, value // 110
        weight = columns["perempuan" if sex else "laki_laki"] * columns["desa" if place else "kota"]
        weight = weight * (columns["miskin"] * (4 - at) + columns["mampu"] * at)
        weight = weight * ((columns["pendidikan_dari"] <= schooled) & (schooled <= columns["pendidikan_sampai"]))
        job[who] = columns["kode"].astype(np.int64)[pick(rng, weight, len(who))]
    # a uniform is not worn before 20 nor after 58
    return np.where(np.isin(job, (5, 6, 7, 16, 17)) & ((people.age < 20) | (people.age > 58)), 88, job)


def half_orphans(people: People) -> Flags:
    """Children under 18 whose only parent on the card is widowed."""
    child = (people.role == CHILD) & (people.age < 18) & (people.home >= 0)
    bereft: Flags = child & (people.marital[people.home] == WIDOWED)
    return bereft
