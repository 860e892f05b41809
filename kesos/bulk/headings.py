"""Where the heading of a table stands, and which column is what: real files have titles above and merged cells."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kesos.bulk.cells import Row
from kesos.bulk.refusals import Unreadable

LOOK_AT = 20
DATA, NOTES = "Data", "Keterangan"  # our own sheets: the rows, and what a file is
REASON = "alasan"  # our own column in a rejects file; not a column of the sender's


@dataclass(frozen=True, slots=True)
class Heading:
    """`columns` says where a field stands (0 is column A); `data_from` is the first line below the heading."""

    line: int
    data_from: int
    labels: tuple[str, ...]
    columns: Mapping[str, int]

    @property
    def unknown(self) -> list[str]:
        """Labels that belong to no field: for the sender to map by hand."""
        taken = set(self.columns.values())
        return [
            label for index, label in enumerate(self.labels) if label and index not in taken and plain(label) != REASON
        ]


def find_heading(rows: Sequence[Row], known: Mapping[str, Sequence[str]]) -> Heading:
    """The row among the first twenty that names the most fields.

    `known` gives each field its names as files write them. A heading over two rows (a merged cell above, the
    names below) counts as one. Raises Unreadable where no row names any field.
    """
    names = {plain(name): field for field, written in known.items() for name in written}
    best: Heading | None = None
    for index, row in enumerate(rows[:LOOK_AT]):
        above = rows[index - 1] if index and rows[index - 1].line == row.line - 1 else None
        found = _read(row, above, names)
        if found.columns and (best is None or len(found.columns) > len(best.columns)):
            best = found
    if best is None:
        few = ", ".join(f"«{written[0]}»" for written in list(known.values())[:4])
        raise Unreadable("heading_missing", rows=LOOK_AT, names=few)
    numbered = next((row for row in rows if row.line == best.line + 1), None)
    if numbered is not None and _counts_columns(numbered):
        return Heading(best.line, numbered.line + 1, best.labels, best.columns)
    return best


def plain(label: str) -> str:
    """«No. KK *» and «no_kk» are the same name."""
    text = unicodedata.normalize("NFKD", label).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", text))


def _read(row: Row, above: Row | None, names: Mapping[str, str]) -> Heading:
    labels = []
    columns: dict[str, int] = {}
    for index in range(max(len(row.texts), len(above.texts) if above else 0)):
        label = row.text(index)
        if not label and above:  # a cell merged downwards keeps its text in the upper row
            label = above.text(index)
        labels.append(label)
        field = names.get(plain(label))
        if field and field not in columns:
            columns[field] = index
    return Heading(row.line, row.line + 1, tuple(labels), columns)


def _counts_columns(row: Row) -> bool:
    """The row «(1) (2) (3)» that official forms put below their heading."""
    told = [text.strip(" ()") for text in row.texts if text.strip()]
    return len(told) > 1 and told == [str(number) for number in range(1, len(told) + 1)]
