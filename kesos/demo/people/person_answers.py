"""A person's DTSEN answers, worked out from the life that was drawn; skip rules kept."""

from functools import cache

import numpy as np

from kesos.demo.people.draws import Floats, Ints, chance, normal, pick
from kesos.demo.people.families import CHILD, GRANDCHILD, HEAD, IN_LAW, PARENT, PARENT_IN_LAW, WIFE
from kesos.demo.people.lives import CIVIL_SERVANTS, PENSIONER, job_fact
from kesos.demo.people.population import Slice
from kesos.demo.people.sheets import BLANK, NO_DAY, days, nik_text, numbers, safe
from kesos.demo.people.statistics import table

YES, NO = 1, 2
NO_CERTIFICATE = 23
CANNOT, MUCH, SOME, NONE = 1, 2, 3, 4
DIFFICULTIES = (
    "vision", "hearing", "mobility", "hands", "learning", "behaviour", "communication", "selfcare", "memory",
)  # fmt: skip
KINDS = ("fisik", "intelektual", "mental", "sensorik")
_KIND_OF = (3, 3, 0, 0, 1, 2, 3, 0, 1)  # position in KINDS for each difficulty
_RELATION = {HEAD: 1, WIFE: 2, CHILD: 3, IN_LAW: 4, GRANDCHILD: 5, PARENT: 6, PARENT_IN_LAW: 6}
# Dukcapil level → (DTSEN level, certificate); a few go to madrasah or a vocational school instead
_LEVEL = np.array([BLANK, BLANK, 3, 3, 8, 13, 18, 18, 19, 21, 22])
_DIPLOMA = np.array([BLANK, 23, 23, 3, 8, 13, 18, 18, 19, 21, 22])
_CHRONIC_ODDS = ([2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 18], [34, 16, 9, 7, 15, 2, 4, 1.5, 1.5, 7, 3])


@cache
def fields() -> list[str]:
    return [row["field"] for row in table("dtsen_kolom.csv") if row["level"] == "orang"]


def answer(rng: np.random.Generator, of: Slice, listed: Ints) -> dict[str, Ints | list[str]]:
    """Every field of `fields()` for the people `listed` (positions in the slice)."""
    people, lives, count = of.people, of.lives, len(of.people)
    told: dict[str, Ints | list[str]] = {}
    told |= _schooling(rng, of)
    told |= _work(rng, of)
    told |= _health(rng, of)
    told |= _programmes(rng, of)
    adult = (people.age >= 17) & (of.reason < 0)
    relation = np.full(12, 8, dtype=np.int64)
    for role, code in _RELATION.items():
        relation[role] = code
    told |= {
        "presence": np.where(chance(rng, 0.985, count), 1, 3),
        "sex": people.sex + 1,
        "age": people.age,
        "marital": people.marital,
        "relation": relation[people.role],
        "pregnant": np.where((people.sex == 1) & (people.age >= 10) & (people.age <= 54), NO - lives.pregnant, BLANK),
        "id_cards": np.where(of.reason >= 0, 0, np.where(adult, 4, 2) + chance(rng, 0.8, count)),
        "religion": lives.religion,
        "job_dukcapil": lives.job,
        "alive": np.ones(count, dtype=np.int64),
    }
    start = np.where(lives.pregnant, of.today - rng.integers(30, 250, count), NO_DAY)
    texts = {
        "nik": nik_text(of.known_nik[listed]),
        "full_name": safe(of.names[listed].tolist()),
        "birth_date": days(people.birth[listed]),
        "birth_place": safe(lives.birth_place[listed].tolist()),
        "mother_name": safe(of.mothers[listed].tolist()),
        "pregnancy_start": days(start[listed]),
        "alive_died_on": [""] * len(listed),
    }
    cut: dict[str, Ints | list[str]] = {
        field: values[listed] if isinstance(values, np.ndarray) else [values[i] for i in listed.tolist()]
        for field, values in told.items()
    }
    return cut | texts


def _schooling(rng: np.random.Generator, of: Slice) -> dict[str, Ints | list[str]]:
    people, lives, count = of.people, of.lives, len(of.people)
    asked = people.age >= 5
    never = (lives.schooling == 1) & ~lives.in_school
    part = np.where(lives.in_school, 2, np.where(never, 1, 3))
    now = np.array([3, 8, 13, 19])[np.searchsorted(np.array([13, 16, 19]), people.age, side="right")]
    level = np.where(lives.in_school, now, _LEVEL[lives.schooling])
    madrasah = chance(rng, 0.18, count)
    level = np.where(madrasah & np.isin(level, (3, 8, 13)), level + 1, level)
    level = np.where((level == 13) & chance(rng, 0.45, count), 15, level)
    grade = np.select(
        [lives.in_school & (people.age < 13), lives.in_school & (people.age < 16), lives.in_school & (people.age < 19)],
        [np.clip(people.age - 6, 1, 6), np.clip(people.age - 12, 1, 3), np.clip(people.age - 15, 1, 3)],
        np.where(lives.in_school, np.clip(people.age - 18, 1, 7), np.where(lives.schooling == 2, 4, 8)),
    )
    diploma = _DIPLOMA[lives.schooling]
    diploma = np.where((diploma == 13) & (level == 15), 15, diploma)
    went = asked & (part > 1)
    return {
        "school_part": np.where(asked, part, BLANK),
        "school_level": np.where(went, level, BLANK),
        "school_grade": np.where(went, grade, BLANK),
        "diploma": np.where(asked, np.where(went, diploma, NO_CERTIFICATE), BLANK),
    }


def _work(rng: np.random.Generator, of: Slice) -> dict[str, Ints | list[str]]:
    people, lives, count = of.people, of.lives, len(of.people)
    asked = people.age >= 5
    works = (lives.job > PENSIONER) & chance(rng, 0.95, count)
    own = of.score[people.family]
    status = job_fact("kedudukan").astype(np.int64)[lives.job]
    industry = job_fact("lapangan_usaha").astype(np.int64)[lives.job]
    wage = job_fact("upah_ribu")[lives.job] * np.interp(own, [-2.5, 0.0, 2.5], [0.45, 1.0, 2.2])
    wage = np.round(wage * (0.8 + 0.4 * rng.random(count)) / 50) * 50_000
    business = works & (status == 1)
    richer = np.clip(own + 0.6 * normal(rng, count), -3, 3)
    hands = np.where(business & (richer > 1.2), rng.integers(1, 5, count), 0)
    turnover = np.where(richer < 0.4, 1, np.where(richer < 1.2, 2, np.where(richer < 1.8, 3, 4)))
    tax = np.where(chance(rng, np.clip(0.15 + 0.2 * own, 0.02, 0.8), count), 1, 3)

    def only(where: Ints | np.ndarray, values: Ints) -> Ints:
        return np.where(where, values, BLANK)

    return {
        "worked": only(asked, np.where(works, YES, NO)),
        "work_hours": only(works, np.clip(40 + (9 * normal(rng, count)).astype(np.int64), 6, 84)),
        "industry": only(works, industry),
        "employment_status": only(works, status),
        "npwp": only(works, tax),
        "income_month": numbers(only(works, wage.astype(np.int64))),
        "has_business": only(people.age >= 15, np.where(business, YES, NO)),
        "business_count": only(business, np.ones(count, dtype=np.int64)),
        "business_industry": only(business, industry),
        "workers_paid": only(business, hands),
        "workers_unpaid": only(business, rng.integers(0, 2, count)),
        "business_permit": only(business, np.where(richer > 1.0, 4, 11)),
        "turnover": only(business, turnover),
    }


def _health(rng: np.random.Generator, of: Slice) -> dict[str, Ints | list[str]]:
    people, lives, count = of.people, of.lives, len(of.people)
    told: dict[str, Ints | list[str]] = {}
    asked = people.age >= 2
    main = pick(rng, [22, 10, 26, 9, 10, 7, 8, 3, 5], count)
    grade = np.where(lives.severe, rng.integers(CANNOT, MUCH + 1, count), np.where(chance(rng, 0.4, count), MUCH, SOME))
    helpless = lives.severe & chance(rng, 0.5, count)
    for number, name in enumerate(DIFFICULTIES):
        value = np.where(lives.disabled & (main == number), grade, NONE)
        if name == "selfcare":
            value = np.where(helpless, MUCH, value)
        if name == "vision":
            value = np.where(
                (value == NONE) & chance(rng, np.interp(people.age, [45, 80], [0.0, 0.3]), count), SOME, value
            )
        told[f"difficulty_{name}"] = np.where(asked, value, BLANK)
    kinds = np.array(_KIND_OF)[main]
    own = of.score[people.family]
    told["disability_type"] = [
        KINDS[kind] if there else "" for kind, there in zip(kinds.tolist(), lives.disabled.tolist(), strict=True)
    ]
    low = chance(rng, np.clip(0.03 - 0.01 * own, 0.002, 0.08), count)
    told["depression"] = np.where(asked, np.where(low, rng.integers(1, 4, count), 4), BLANK)
    alone = np.bincount(people.family, minlength=len(of.score))[people.family] == 1
    cared = (people.age >= 60) | lives.severe
    told["caregiver"] = np.where(cared, np.where(alone, 3, np.where(chance(rng, 0.97, count), 1, 2)), BLANK)
    ill = np.array(_CHRONIC_ODDS[0])[pick(rng, _CHRONIC_ODDS[1], count)]
    told["chronic"] = np.where(lives.chronic, ill, 1)
    thin = chance(rng, np.clip(0.14 - 0.05 * own, 0.01, 0.35), count)
    told["nutrition"] = np.where(people.age <= 4, np.where(thin, rng.integers(1, 3, count), 3), BLANK)
    return told


def _programmes(rng: np.random.Generator, of: Slice) -> dict[str, Ints | list[str]]:
    people, lives, count = of.people, of.lives, len(of.people)
    asked = people.age >= 5
    paid_by_state = of.aid.people_with("PBI-JK", count) | of.aid.people_with("PBPU-PEMDA", count)
    employee = np.isin(lives.job, (*CIVIL_SERVANTS, 15, 16, 17, 64, 65, 72, 73, 74))
    covered = np.bincount(people.family[employee], minlength=len(of.score))[people.family] > 0
    own = of.score[people.family]
    self_paid = chance(rng, np.clip(0.3 + 0.2 * own, 0.03, 0.85), count)
    insurance = np.where(paid_by_state, 1, np.where(covered, 4, np.where(self_paid, 2, 0)))
    pupil = of.aid.people_with("PIP", count)

    def yes(share: Floats | float) -> Ints:
        return np.where(asked, np.where(chance(rng, share, count), YES, NO), BLANK)

    grown = people.age >= 18
    return {
        "health_insurance": insurance,
        "joined_prakerja": np.where(grown, yes(np.where(people.age < 60, 0.02, 0.0)), BLANK),
        "joined_kur": yes(np.where(grown & (own > -1), 0.012, 0.0)),
        "joined_umi": yes(np.where(grown & (own < 0.5), 0.01, 0.0)),
        "joined_pip": np.where(asked, np.where(pupil, YES, NO), BLANK),
        "employment_insurance": np.where(employee & (people.age >= 18), 1 + 2 + 4, 0),
    }
