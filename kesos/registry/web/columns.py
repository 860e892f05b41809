"""The form that says which column of a sheet is which field: one select a field, each option with an example."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kesos.bulk.cells import Row
from kesos.foundation.numbers import masked
from kesos.registry.imports.fields import LABELS, REQUIRED
from kesos.registry.models import ImportRun

NUMBER = re.compile(r"\d{16}")
LONGEST = 28


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    required: bool
    chosen: int | None
    options: tuple[tuple[int, str], ...]


def fields(run: ImportRun, first: Sequence[Row]) -> list[Field]:
    options = tuple((index, _told(index, label, first)) for index, label in enumerate(run.labels))
    return [Field(name, label, name in REQUIRED, run.columns.get(name), options) for name, label in LABELS.items()]


def chosen(sent: Mapping[str, str], width: int) -> dict[str, int]:
    """What the form sent; anything that is no column of the sheet counts as not chosen."""
    found = {}
    for name in LABELS:
        text = sent.get(f"kolom_{name}", "")
        if text.isdecimal() and int(text) < width:
            found[name] = int(text)
    return found


def letters(index: int) -> str:
    """0 is A, 26 is AA, as Excel names its columns."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _told(index: int, label: str, first: Sequence[Row]) -> str:
    example = next((row.text(index) for row in first if row.text(index)), "")
    shown = NUMBER.sub(lambda found: masked(found[0]), example)
    shown = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
    return f"{letters(index)} · {label or 'tanpa judul'}{f' – misalnya {shown}' if shown else ''}"
