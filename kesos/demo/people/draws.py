"""Chance that is the same on every machine: raw PCG64 draws, tables and exact sums; no libm, no hash order."""

import math
from collections.abc import Sequence
from enum import IntEnum
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]

_STEPS = 8192
# six decimals hide the last bits in which one libm differs from another
_NORMAL = np.array([round(NormalDist().inv_cdf((i + 0.5) / _STEPS), 6) for i in range(_STEPS)])


class Topic(IntEnum):
    """One stream a topic, so that a change in one does not stir the others."""

    PLACES = 1
    AGES = 2
    FAMILIES = 3
    HOUSES = 4
    NAMES = 5
    LIVES = 6
    WELFARE = 7
    FAMILY_ANSWERS = 8
    PERSON_ANSWERS = 9
    PROGRAMMES = 10
    NUMBERS = 11
    FAULTS = 12
    POPULATION_REGISTRY = 13
    WITHOUT_NIK = 14
    LIKENESS = 15
    PROVINCE = 16
    DOUBLES = 17


def stream(seed: int, place: str, topic: Topic, part: int = 0) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, int(place), int(topic), part])))


def normal(rng: np.random.Generator, n: int) -> Floats:
    drawn: Floats = _NORMAL[rng.integers(0, _STEPS, n)]
    return drawn


def chance(rng: np.random.Generator, p: Floats | float, n: int) -> Flags:
    return rng.random(n) < p


def pick(rng: np.random.Generator, weights: Sequence[float] | Floats, n: int) -> Ints:
    """n positions, each in proportion to its weight."""
    sums = np.cumsum(np.asarray(weights, dtype=np.float64))
    chosen: Ints = np.minimum(np.searchsorted(sums, rng.random(n) * sums[-1], side="right"), len(sums) - 1)
    return chosen


def apportion(total: int, weights: Sequence[float] | Floats, *, least: int = 0) -> Ints:
    """Whole numbers in proportion to the weights that add up to total (largest remainder)."""
    count = len(weights)
    least = least if least * count <= total else 0
    rest = total - least * count
    scale = math.fsum(weights)
    shares = [rest * float(w) / scale for w in weights]
    parts = [math.floor(s) for s in shares]
    order = sorted(range(count), key=lambda i: (parts[i] - shares[i], i))
    for i in order[: rest - sum(parts)]:
        parts[i] += 1
    return np.array(parts, dtype=np.int64) + least


def rank_within(groups: Ints) -> Ints:
    """0, 1, 2 … for the members of each group, in the order they stand."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(groups) else np.zeros(0, dtype=np.int64)
    lengths = np.diff(np.r_[starts, len(groups)])
    ranks = np.empty(len(groups), dtype=np.int64)
    ranks[order] = np.arange(len(groups)) - np.repeat(starts, lengths)
    return ranks


def between(low: float, high: float, at: Floats) -> Floats:
    """low where at is 0, high where it is 1, straight between, never beyond."""
    share = np.clip(at, 0.0, 1.0)
    return low * (1.0 - share) + high * share
