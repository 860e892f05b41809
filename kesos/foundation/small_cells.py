"""Small numbers in recaps: those that would tell of single people are hidden, and so that no total gives them back.

    hide = hidden_below(5)
    hide({"Bawang": 3, "Ngronggo": 12, "Tinalan": 40})   # {"Bawang": None, "Ngronggo": None, "Tinalan": 40}
    hide.table({("Bawang", "L"): 3, ("Bawang", "P"): 20, …})

Zero is shown, unless it is all there is to hide a number behind. `None` is a hidden cell; read as "<5" or "–".
The totals of rows and columns may be printed beside the cells; they stay exact.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)
C = TypeVar("C", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Hiding:
    """Hides cells of one to `least - 1`, and beside them as many others as the total needs."""

    least: int

    def __call__(self, counts: Mapping[K, int]) -> dict[K, int | None]:
        """One line of cells whose total may be known."""
        hidden = self._line(counts, {key for key, n in counts.items() if 0 < n < self.least})
        return {key: None if key in hidden else n for key, n in counts.items()}

    def places(self, counts: Sequence[int]) -> set[int]:
        """Which numbers of a column are hidden, by their place."""
        return {place for place, n in self(dict(enumerate(counts))).items() if n is None}

    def table(self, cells: Mapping[tuple[R, C], int]) -> dict[tuple[R, C], int | None]:
        """Cells under two headings, whose totals by row, by column and in all may be known."""
        hidden = {key for key, n in cells.items() if 0 < n < self.least}
        lines: list[dict[tuple[R, C], int]] = []
        for place in (0, 1):
            for heading in dict.fromkeys(key[place] for key in cells):
                lines.append({key: n for key, n in cells.items() if key[place] == heading})
        grown = -1
        while grown != len(hidden):  # a cell hidden for its row may leave its column with one
            grown = len(hidden)
            for line in lines:
                hidden |= self._line(line, hidden & line.keys())
        return {key: None if key in hidden else n for key, n in cells.items()}

    def _line(self, line: Mapping[K, int], hidden: set[K]) -> set[K]:
        """At least two cells, together `least` or more; the next smallest are taken, zeros last."""
        hidden = set(hidden)
        others = sorted((key for key in line if key not in hidden), key=lambda key: (line[key] == 0, line[key]))
        while hidden and others and (len(hidden) < 2 or sum(line[key] for key in hidden) < self.least):
            hidden.add(others.pop(0))
        return hidden


def hidden_below(least: int) -> Hiding:
    return Hiding(least)


@dataclass(frozen=True, slots=True)
class Cells:
    """One line with its total, which is hidden as well where it is small itself."""

    by: dict[str, int | None]
    total: int | None


def line_of(counts: Mapping[str, int], *, least: int) -> Cells:
    total = sum(counts.values())
    return Cells(hidden_below(least)(counts), total if total == 0 or total >= least else None)


def shown(count: int, *, least: int) -> str:
    """A number by itself: from one up to `least` it is only said that it is less."""
    return f"{count}" if count == 0 or count >= least else f"<{least}"
