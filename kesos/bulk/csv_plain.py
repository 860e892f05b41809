"""CSV without quotation marks, as offices export it: lines as they stand, by the block and not by the cell."""

import re
from collections.abc import Iterator
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TextIO

from kesos.bulk import csv_text
from kesos.bulk.cells import SEPARATOR, csv_line
from kesos.bulk.limits import Limits
from kesos.bulk.refusals import Unreadable
from kesos.foundation.unseen import unseen

_BLOCK = 32 * 1024
_ODD = re.compile(r"[\x00-\x09\x0b-\x1e\\']|[Ee]\+")
_BLANK = SEPARATOR + " \u00a0"


def copy_lines(path: Path, coded: str, sign: str, limits: Limits, *, hinted: bool, after: int) -> Iterator[str]:
    """Each row below line `after` as a line of COPY.

    A quotation mark may hold line ends: from the first one on `csv` reads. Raises Unreadable as `csv_text.rows` does.
    """
    begins = 1
    with csv_text.opened(path, coded) as file:
        while block := _block(file, limits, begins):
            text = block.replace("\r\n", "\n")
            if '"' in text or "\r" in text:
                here = csv_text.Lines(StringIO(block, newline=""), limits.line_bytes)
                rest = chain(here, csv_text.Lines(file, limits.line_bytes))
                for line, values in csv_text.rows_of(rest, begins, sign, limits, hinted=hinted):
                    if line > after and (row := csv_line(line, values)):
                        yield row
                return
            lines = text.removesuffix("\n").split("\n")
            skipped = max(after, 1 if hinted else 0) - begins + 1
            if skipped < len(lines):
                yield from _rows(lines, max(skipped, 0), begins, sign, limits)
            begins += len(lines)


def _rows(lines: list[str], skipped: int, begins: int, sign: str, limits: Limits) -> Iterator[str]:
    text = "\n".join(lines)
    joined = text.replace(sign, SEPARATOR)
    odd = SEPARATOR in text or _ODD.search(joined) or (not text.isascii() and unseen(text))
    for place, line in enumerate((lines if odd else joined.split("\n"))[skipped:], start=skipped):
        number = begins + place
        if len(line) > limits.columns:
            _bounded(lines[place], number, sign, limits)
        if odd:
            if row := csv_line(number, line.replace("\0", "").split(sign)):
                yield row
        elif line.strip(_BLANK):
            yield f"{number}\t{line}\t\n"


def _bounded(line: str, number: int, sign: str, limits: Limits) -> None:
    if line.count(sign) >= limits.columns:
        raise Unreadable("too_many_columns", columns=limits.columns)
    if len(line) > limits.cell_characters and any(len(v) > limits.cell_characters for v in line.split(sign)):
        raise Unreadable("line_too_long", line=number)


def _block(file: TextIO, limits: Limits, begins: int) -> str:
    """Whole lines; a file without a line end never comes into memory whole."""
    block = file.read(_BLOCK)
    if block and not block.endswith("\n"):
        block += file.readline(limits.line_bytes)
        if len(block) >= limits.line_bytes and not block.endswith("\n"):
            raise Unreadable("line_too_long", line=begins + block.count("\n"))
    return block
