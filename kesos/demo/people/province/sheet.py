"""Rows of one set in one kecamatan: whose they are, what stands in single cells instead, and the truth of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from kesos.demo.people.draws import Ints
from kesos.demo.people.population import Slice
from kesos.demo.people.province.columns import WORDS

TRUTH = pa.schema(
    [
        ("SET", WORDS),
        ("BARIS", pa.int64()),
        ("JENIS", WORDS),
        ("KOLOM", WORDS),
        ("BENAR", pa.string()),
        ("TERTULIS", pa.string()),
        ("BARIS_ASAL", pa.int64()),
    ]
)


@dataclass(slots=True)
class Sheet:
    """`rows` of the truth count from 0 within this sheet; the file they end in counts from 1."""

    set: str
    who: Ints  # the person of each row, an index into the slice; -1: an institution
    cells: dict[str, dict[int, str | None]] = field(default_factory=dict)
    _row: list[int] = field(default_factory=list)
    _kind: list[str] = field(default_factory=list)
    _column: list[str] = field(default_factory=list)
    _right: list[str | None] = field(default_factory=list)
    _written: list[str | None] = field(default_factory=list)
    _origin: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.who)

    def tell(self, row: int, kind: str, column: str, right: str | None, written: str | None, origin: int = -1) -> None:
        self._row.append(row)
        self._kind.append(kind)
        self._column.append(column)
        self._right.append(right)
        self._written.append(written)
        self._origin.append(origin)

    def write(self, row: int, kind: str, column: str, right: str | None, written: str | None, origin: int = -1) -> None:
        """Another text in one cell, and its truth."""
        self.cells.setdefault(column, {})[row] = written
        self.tell(row, kind, column, right, written, origin)

    def touched(self, column: str) -> dict[int, str | None]:
        return self.cells.get(column, {})

    def kinds(self) -> list[str]:
        return self._kind

    def told(self) -> Iterator[tuple[int, str, int]]:
        """(row, kind, row of the original or -1)."""
        return zip(self._row, self._kind, self._origin, strict=True)

    def truth(self, first_row: int) -> pa.Table:
        """`first_row` is the number this sheet's first row has in the file."""
        row, origin = np.array(self._row, dtype=np.int64), np.array(self._origin, dtype=np.int64)
        order = np.argsort(row, kind="stable")
        whole = pa.table(
            [
                pa.array([self.set] * len(row), type=pa.string()).dictionary_encode(),
                pa.array(row + first_row),
                pa.array(self._kind, type=pa.string()).dictionary_encode(),
                pa.array([column or None for column in self._column], type=pa.string()).dictionary_encode(),
                pa.array(self._right, type=pa.string()),
                pa.array(self._written, type=pa.string()),
                pa.array(origin + first_row, mask=origin < 0),
            ],
            schema=TRUTH,
        )
        return whole.take(pa.array(order))


def nik_of(of: Slice, person: int) -> str:
    return f"{int(of.nik[person]):016d}"
