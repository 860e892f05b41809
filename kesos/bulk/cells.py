"""One row of a table on its way: texts with a letter each for what the cell was.

On the wire and in staging a row is `line TAB texts TAB kinds` in COPY's text format; the texts are joined by
the unit separator, and `kinds` is empty where every cell is text (or blank: an empty text).
"""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kesos.foundation.unseen import seen, unseen

SEPARATOR = "\x1f"
TEXT, NUMBER, DATE, MOMENT, TRUTH, BLANK = "t", "n", "d", "m", "y", "b"

_ODD = re.compile("[\x00-\x1e\\\\']")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKED = re.compile(r"^'(?=[\d=+\-@])")
_SCIENTIFIC = re.compile(r"\d[.,]?\d*E\+?\d{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is the row's number as Excel or an editor shows it."""

    line: int
    texts: tuple[str, ...]
    kinds: str = ""

    def text(self, index: int) -> str:
        return self.texts[index].strip() if index < len(self.texts) else ""

    def kind(self, index: int) -> str:
        if not self.text(index):
            return BLANK
        return self.kinds[index] if self.kinds else TEXT


def _number(value: float) -> str:
    """Digits without an exponent; above 15 of them Excel has already replaced the rest by zeros."""
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e21 else repr(value)


def _moment(value: datetime.datetime) -> str:
    return value.isoformat(sep=" ", timespec="seconds")


_AS_TEXT: dict[type, Callable[[Any], str]] = {
    str: str,
    int: str,
    float: lambda value: _number(value) if value - value == 0 else "",  # neither inf nor nan
    bool: lambda value: "TRUE" if value else "FALSE",
    datetime.date: datetime.date.isoformat,
    datetime.datetime: _moment,
    datetime.time: lambda value: value.isoformat(timespec="seconds"),
    datetime.timedelta: str,
}
_LETTER = {
    str: TEXT,
    int: NUMBER,
    float: NUMBER,
    bool: TRUTH,
    datetime.date: DATE,
    datetime.datetime: MOMENT,
    datetime.time: MOMENT,
    datetime.timedelta: MOMENT,
}


def copy_line(line: int, values: Sequence[Any]) -> str | None:
    """The row as one line of COPY; None where every cell is blank."""
    kinds = ""
    if set(map(type, values)) - {str}:
        kinds = "".join([_LETTER[type(value)] for value in values])
        values = [value if type(value) is str else _AS_TEXT[type(value)](value) for value in values]
    joined = SEPARATOR.join(values)
    if (
        _ODD.search(joined)
        or joined.count(SEPARATOR) >= len(values)
        or (not joined.isascii() and any(map(unseen, values)))
    ):
        joined = _escaped(SEPARATOR.join([clean(value) for value in values]))
    if not joined.strip(SEPARATOR + " \u00a0"):
        return None
    return f"{line}\t{joined}\t{kinds}\n"


def csv_line(line: int, values: Sequence[str]) -> str | None:
    """As `copy_line`; a number that was written as 3,57E+15 is told to be a number: its digits are gone."""
    if any(_SCIENTIFIC.search(value) for value in values if "E+" in value.upper()):
        kinds = "".join([NUMBER if _SCIENTIFIC.fullmatch(value.strip()) else TEXT for value in values])
        plain = copy_line(line, values)
        return plain and f"{plain[:-1]}{kinds}\n"
    return copy_line(line, values)


def clean(text: str) -> str:
    """Without what nobody sees, and without the apostrophe that only tells Excel «this is text»."""
    return _MARKED.sub("", seen(_CONTROL.sub("", text)))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


_BACK = re.compile(r"\\(.)")


def from_copy_line(text: str) -> Row:
    line, joined, kinds = text.rstrip("\n").split("\t")
    if "\\" in joined:
        joined = _BACK.sub(lambda found: {"t": "\t", "n": "\n", "r": "\r"}.get(found[1], found[1]), joined)
    return Row(int(line), tuple(joined.split(SEPARATOR)), kinds)
