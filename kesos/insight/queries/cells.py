"""Cells of a recap by key, and which of them are hidden so that no page gives back what another one hides."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.region_code import ancestors
from kesos.foundation.small_cells import hidden_below

SQL = statements("kesos.insight", "sql/totals.sql")
VILLAGE = 10
UNDIVIDED = ""  # stands under the place itself and under none below it
Cells = dict[tuple[str, str, str], int]  # place, measure, value
Headings = set[tuple[str, str]]  # measure, value


@dataclass(frozen=True, slots=True)
class Reader:
    """One month of some measures, of some of their values where told. Every question is a few keys of the index."""

    period: date
    measures: list[str]
    values: list[str] | None = None

    def themselves(self, places: list[str]) -> Cells:
        parents = ["" if len(place) <= 2 else ancestors(place)[-2] for place in places]
        return self._asked("of_places", places=places, parents=parents)

    def inside(self, place: str) -> Cells:
        """The places right below, and what is divided among none of them; a kelurahan is itself."""
        if len(place) == VILLAGE:
            return self.themselves([place])
        cells = self._asked("below", parent=place)
        rest = {key[1:]: n for key, n in self.themselves([place]).items()} if place else {}
        for (_, *key), n in cells.items():
            if tuple(key) in rest:
                rest[key[0], key[1]] -= n
        return cells | {(UNDIVIDED, *key): n for key, n in rest.items() if n}

    def closed(self, place: str, area: str, *, least: int) -> Headings:
        """Headings whose sum for this place is hidden on a page above it, walked down from the reader's own area."""
        now = {key[1:] for key, n in self.themselves([area]).items() if n < least} if area else set()
        for upper, lower in pairwise([area, *(code for code in ancestors(place) if len(code) > len(area))]):
            cells = self.inside(upper)
            now = {key[1:] for key in small(cells, now, least=least, summed=bool(upper)) if key[0] == lower}
        return now

    def _asked(self, statement: str, **told: object) -> Cells:
        told |= {"period": self.period, "measures": self.measures, "values": self.values}
        asked = SQL[statement].format(values=SQL["of_values"] if self.values is not None else "")
        return {(code, measure, value): n for code, measure, value, n in rows(asked, told)}


def small(cells: Cells, closed: Headings, *, least: int, summed: bool) -> set[tuple[str, str, str]]:
    """What is hidden: small cells, where a sum is told others with them, and all under a closed heading."""
    found: set[tuple[str, str, str]] = set()
    for heading in {key[1:] for key in cells}:
        line = {key: n for key, n in cells.items() if key[1:] == heading}
        if heading in closed:
            found |= line.keys()
        elif summed:
            found |= {key for key, n in hidden_below(least)(line).items() if n is None}
        else:
            found |= {key for key, n in line.items() if n < least}
    return found
