"""The same name spelled otherwise: known variants first, else one slip of the pen."""

from functools import cache

import numpy as np

from kesos.demo.people.statistics import table


@cache
def _variants() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in table("nama/varian_ejaan.csv"):
        usual, other = row["baku"].upper(), row["varian"].upper()
        found.setdefault(usual, []).append(other)
        found.setdefault(other, []).append(usual)
    return found


def variants(name: str) -> list[str]:
    """The name in every other known spelling, one word changed; empty where none is known."""
    words = name.split(" ")
    return [
        " ".join([*words[:at], other, *words[at + 1 :]])
        for at, word in enumerate(words)
        for other in _variants().get(word, ())
    ]


def otherwise(rng: np.random.Generator, name: str) -> str:
    """Never the name itself."""
    words = name.split(" ")
    known = [at for at, word in enumerate(words) if word in _variants()]
    if known:
        at = known[int(rng.integers(0, len(known)))]
        choices = _variants()[words[at]]
        words[at] = choices[int(rng.integers(0, len(choices)))]
        return " ".join(words)
    at = max(range(len(words)), key=lambda i: len(words[i]))
    words[at] = _slip(words[at], int(rng.integers(0, 3)))
    changed = " ".join(words)
    return changed if changed != name else name + "H"


def _slip(word: str, kind: int) -> str:
    if len(word) < 3:
        return word + "I"
    middle = len(word) // 2
    if kind == 0:
        return word[:middle] + word[middle] + word[middle:]
    if kind == 1 and "I" in word[1:]:
        at = word.index("I", 1)
        return word[:at] + "Y" + word[at + 1 :]
    return word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
