"""Counts of people that anybody may read: a cell below five is hidden, and what would give it away with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

LEAST = 5
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Cells:
    """`None` is hidden. `total` is None as well where it is below five itself."""

    by: dict[str, int | None]
    total: int | None


def hidden(counts: Mapping[str, int]) -> Cells:
    """One to four are hidden; where the total would tell them, the smallest of the others is hidden too."""
    total = sum(counts.values())
    if 0 < total < LEAST:
        return Cells({key: None if n else 0 for key, n in counts.items()}, None)
    away = {key for key, n in counts.items() if 0 < n < LEAST}
    others = sorted((n, key) for key, n in counts.items() if n >= LEAST)
    while away and others and (len(away) < 2 or sum(counts[key] for key in away) < LEAST):
        away.add(others.pop(0)[1])
    return Cells({key: None if key in away else n for key, n in counts.items()}, total)
