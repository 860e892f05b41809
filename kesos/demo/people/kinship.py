"""Who could be whose mother: matching by age, so that gaps are believable and the age pyramid stays as drawn."""

from dataclasses import dataclass

import numpy as np

from kesos.demo.people.draws import Flags, Floats, Ints, pick, rank_within

OLDEST = 120
# age of a mother at a birth, 19 to 41, most often 23 to 31: judged after the shape of Indonesian fertility
GAPS = np.arange(19, 42)
GAP_WEIGHTS = np.interp(GAPS, [19, 22, 25, 29, 33, 37, 41], [3.0, 7.0, 10.0, 10.0, 6.5, 3.0, 0.7])
BIRTH_SPACING = 300  # days
ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Pool:
    """People who may be chosen, with their age (as a mother) and how readily."""

    who: Ints
    age: Ints
    weight: Floats


def match(rng: np.random.Generator, ages: Ints, pool: Pool, *, older: bool = True) -> Ints:
    """For each age one person of the pool that fits, or -1; shared out evenly by weight within an age."""
    chosen = np.full(len(ages), -1, dtype=np.int64)
    if not len(pool.who) or not len(ages):
        return chosen
    at_age = np.bincount(pool.age, weights=pool.weight, minlength=OLDEST)
    wanted = np.full(len(ages), -1, dtype=np.int64)
    for age in np.unique(ages):
        fitting = age + GAPS if older else age - GAPS
        weights = (
            np.where((fitting > 0) & (fitting < OLDEST), at_age[np.clip(fitting, 0, OLDEST - 1)], 0.0) * GAP_WEIGHTS
        )
        if weights.any():
            members = np.flatnonzero(ages == age)
            wanted[members] = fitting[pick(rng, weights, len(members))]
    asking = rng.permutation(np.flatnonzero(wanted >= 0))
    bucket = wanted[asking]
    asked = np.bincount(bucket, minlength=OLDEST)
    order = np.argsort(pool.age, kind="stable")
    sums = np.cumsum(pool.weight[order])
    first = np.searchsorted(pool.age[order], np.arange(OLDEST), side="left")
    last = np.searchsorted(pool.age[order], np.arange(OLDEST), side="right") - 1
    before = np.r_[0.0, sums][first]
    share = (rank_within(bucket) + rng.random(len(bucket))) / asked[bucket]
    place = np.searchsorted(sums, before[bucket] + share * at_age[bucket], side="right")
    chosen[asking] = pool.who[order[np.clip(place, first[bucket], last[bucket])]]
    return chosen


def too_close(parent: Ints, birth: Ints) -> Flags:
    """Children born less than ten months after another child of the same parent."""
    order = np.lexsort((birth, parent))
    same = (parent[order][1:] == parent[order][:-1]) & (parent[order][1:] >= 0)
    close = np.zeros(len(parent), dtype=np.bool_)
    close[order[1:]] = same & (np.diff(birth[order]) < BIRTH_SPACING)
    return close


def spaced(
    rng: np.random.Generator, ages: Ints, birth: Ints, parent: Ints, pools: tuple[Pool, ...], which: Ints
) -> tuple[Ints, Ints]:
    """Look for another mother for those born too close; who is left after some rounds is a twin."""
    parent, birth = parent.copy(), birth.copy()
    for _ in range(ROUNDS):
        close = too_close(parent, birth)
        for number, pool in enumerate(pools):
            again = np.flatnonzero(close & (which == number))
            parent[again] = match(rng, ages[again], pool)
    order = np.lexsort((birth, parent))
    days = birth[order]
    for at in np.flatnonzero(too_close(parent, birth)[order]):
        days[at] = days[at - 1]
    birth[order] = days
    return parent, birth
