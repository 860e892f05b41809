"""What makes real people hard to tell apart: birthdays nobody knew, and twins whose names differ by a letter."""

import numpy as np

from kesos.demo.people.draws import Texts, chance, rank_within
from kesos.demo.people.families import People, full_years

# elders whose day of birth was never written down stand in the registry with 1 July: judged
_FIRST_OF_JULY = ([0, 44, 50, 65, 99], [0.0, 0.0, 0.01, 0.04, 0.08])
_MOST = 40  # of one year and sex in one kecamatan: the serials of a NIK's date are few
_OLDEST_TWIN, _ALIKE = 25, 0.7
_VOWELS = {"A": "I", "I": "A", "O": "I", "U": "I", "E": "I"}


def on_the_first_of_july(rng: np.random.Generator, people: People, today: int) -> None:
    """The year stays, so a mother stays older than her children."""
    unknown = chance(rng, np.interp(people.age, *_FIRST_OF_JULY), len(people))
    year = people.birth.astype("datetime64[D]").astype("datetime64[Y]")
    which = np.flatnonzero(unknown)
    unknown[which] = rank_within(year.astype(np.int64)[which] * 2 + people.sex[which]) < _MOST
    july = (year.astype("datetime64[M]") + 6).astype("datetime64[D]").astype(np.int64)
    people.birth[:] = np.where(unknown, july, people.birth)
    people.age[:] = full_years(people.birth, today)


def alike_twins(rng: np.random.Generator, names: Texts, people: People) -> None:
    """Most young twins of one sex bear one name with another ending: RINA and RINI."""
    same = (people.birth[1:] == people.birth[:-1]) & (people.sex[1:] == people.sex[:-1])
    same &= (people.home[1:] == people.home[:-1]) & (people.home[1:] >= 0) & (people.age[1:] < _OLDEST_TWIN)
    younger = np.flatnonzero(same) + 1
    for at in younger[chance(rng, _ALIKE, len(younger))].tolist():
        if "," in names[at - 1]:
            continue  # a degree stands behind
        *before, last = str(names[at - 1]).split(" ")
        names[at] = " ".join([*before, _turned(last)])


def _turned(word: str) -> str:
    """AMINAH to AMINA, RINA to RINI, HASAN to HASIN, else with an A behind."""
    if word.endswith("AH"):
        return word[:-1]
    if word[-1] in _VOWELS:
        return word[:-1] + _VOWELS[word[-1]]
    if len(word) > 3 and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        return word[:-2] + _VOWELS[word[-2]] + word[-1]
    return word + "A"
