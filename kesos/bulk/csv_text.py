"""CSV as it comes: comma, semicolon or tab; UTF-8 with or without BOM, UTF-16 with BOM, Windows-1252."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import TextIO

from kesos.bulk.limits import MB, Limits
from kesos.bulk.refusals import Unreadable

DELIMITERS = (",", ";", "\t")
_SAMPLE = 64 * 1024


def encoding(path: Path) -> str:
    """Windows-1252 only where the whole file is no UTF-8: one wrong byte near the end decides too."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        file.seek(0)
        try:
            while piece := file.read(MB):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def delimiter(path: Path, coded: str) -> tuple[str, bool]:
    """The separator, and whether the first line is only Excel's hint `sep=;`."""
    with opened(path, coded) as file:
        sample = file.read(_SAMPLE)
    first = sample.partition("\n")[0].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], True
    lines = sample.splitlines()
    if len(sample) == _SAMPLE and len(lines) > 1:
        lines = lines[:-1]
    return max(DELIMITERS, key=lambda sign: _evenness(lines[:40], sign)), False


def rows_of(
    lines: Iterable[str], begins: int, sign: str, limits: Limits, *, hinted: bool
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line; the first of `lines` is line `begins`.

    Raises Unreadable at a line without end.
    """
    csv.field_size_limit(limits.cell_characters)
    reader = csv.reader(lines, delimiter=sign)
    before = begins - 1
    try:
        for values in reader:
            if not (hinted and begins == 1):
                if len(values) > limits.columns:
                    raise Unreadable("too_many_columns", columns=limits.columns)
                yield begins, values
            begins = before + reader.line_num + 1
    except csv.Error as endless:
        raise Unreadable("line_too_long", line=begins) from endless


def opened(path: Path, coded: str) -> TextIO:
    return path.open(encoding=coded, errors="replace", newline="")


class Lines:
    """Lines of bounded length: a file without a line end never comes into memory whole."""

    def __init__(self, file: TextIO, limit: int) -> None:
        self._file, self._limit = file, limit

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        text = self._file.readline(self._limit)
        if not text:
            raise StopIteration
        if len(text) >= self._limit and not text.endswith("\n"):
            raise csv.Error("line too long")
        return text.replace("\0", "")


def _evenness(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines agree on one number of columns above 1, then how many columns."""
    try:
        widths = Counter(len(row) for row in csv.reader(StringIO("\n".join(lines)), delimiter=sign) if row)
    except csv.Error:
        return (0, 0)
    widths.pop(1, None)
    if not widths:
        return (0, 0)
    columns, agreeing = max(widths.items(), key=lambda told: (told[1], told[0]))
    return (agreeing, columns)
