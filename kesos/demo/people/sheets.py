"""CSV fast and always the same: UTF-8, commas, line feeds; columns go in, lines come out."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np

from kesos.demo.people.draws import Ints, Texts

BLANK = -1  # a code that is not asked
NO_DAY = -(10**7)  # -1 would be the last day of 1969
Column = Sequence[str]
_PACKED = 6  # columns of codes written as one piece


def safe(texts: Iterable[str]) -> list[str]:
    """Quoted where a comma or a quote asks for it."""
    texts = list(texts)
    whole = "".join(texts)
    if "," not in whole and '"' not in whole:
        return texts
    return ['"' + t.replace('"', '""') + '"' if "," in t or '"' in t else t for t in texts]


def texts(values: Texts) -> list[str]:
    return safe(values.tolist())


def numbers(values: Ints) -> list[str]:
    return ["" if v == BLANK else str(v) for v in values.tolist()]


def nik_text(values: Ints) -> list[str]:
    return [f"{v:016d}" if v > 0 else "" for v in values.tolist()]


def days(values: Ints) -> list[str]:
    """ISO dates of days since 1970."""
    found = np.datetime_as_string(values.astype("datetime64[D]")).tolist()
    return ["" if v == NO_DAY else day for v, day in zip(values.tolist(), found, strict=True)]


def codes(columns: Sequence[Ints]) -> list[Column]:
    """Columns of small codes, several to a piece: few combinations occur, so each is written out once."""
    pieces: list[Column] = []
    for first in range(0, len(columns), _PACKED):
        part = columns[first : first + _PACKED]
        key = np.zeros(len(part[0]), dtype=np.int64)
        for column in part:
            if len(column) and (column.min() < BLANK or column.max() > 1021):
                raise ValueError("a code beyond 1021 belongs in a column of its own")
            key = key * 1023 + (column + 1)
        kinds, which = np.unique(key, return_inverse=True)
        spelled = []
        for kind in kinds.tolist():
            cells = []
            for _ in part:
                kind, cell = divmod(kind, 1023)
                cells.append(str(cell - 1) if cell else "")
            spelled.append(",".join(reversed(cells)))
        pieces.append(np.array(spelled, dtype=object)[which].tolist())
    return pieces


@dataclass(slots=True)
class Sheet:
    """One CSV file being written; knows its lines, bytes and digest."""

    path: Path
    header: Sequence[str]
    rows: int = 0
    size: int = 0
    _out: BinaryIO = field(init=False)
    _digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def __post_init__(self) -> None:
        self._out = open(self.path, "wb")  # noqa: SIM115 – closed by close()
        self._put(",".join(self.header) + "\n")

    def write(self, columns: Sequence[Column]) -> None:
        lines = list(map(",".join, zip(*columns, strict=True)))
        self.write_lines(lines)

    def write_lines(self, lines: Sequence[str]) -> None:
        if lines:
            self._put("\n".join(lines) + "\n")
            self.rows += len(lines)

    def _put(self, text: str) -> None:
        data = text.encode()
        self._out.write(data)
        self._digest.update(data)
        self.size += len(data)

    def let_go(self) -> None:
        """Closes the file, also of a run that was given up."""
        self._out.close()

    def close(self) -> dict[str, int | str]:
        self.let_go()
        return {"rows": self.rows, "bytes": self.size, "sha256": self._digest.hexdigest()}
