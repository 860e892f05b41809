"""The form that says which column of a sheet is which field: one select a field, each option with an example."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kesos.bulk.cells import Row
from kesos.foundation.numbers import masked, number_of
from kesos.registry.models import ImportRun
from kesos.registry.services.import_kinds import shape_of, told_once

NUMBER = re.compile(r"\d{16}")
LONGEST = 28


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    required: bool
    chosen: int | None
    options: tuple[tuple[int, str], ...]
    once: bool = False
    told: str = ""


def fields(run: ImportRun, first: Sequence[Row]) -> list[Field]:
    options = tuple((index, _told(index, label, first)) for index, label in enumerate(run.labels))
    shape, once = shape_of(run.kind), told_once(run.kind)
    return [
        Field(
            name, label, name in shape.required, run.columns.get(name), options, name in once, run.told.get(name, "")
        )
        for name, label in shape.labels.items()
        if name in shape.fields
    ]  # fmt: skip


def told(sent: Mapping[str, str], kind: str) -> dict[str, str]:
    """What is said once for every row."""
    said = {name: sent.get(f"sama_{name}", "").strip()[:200] for name in told_once(kind)}
    return {name: text for name, text in said.items() if text}


def chosen(sent: Mapping[str, str], width: int, kind: str) -> dict[str, int]:
    """What the form sent; anything that is no column of the sheet counts as not chosen."""
    found = {}
    for name in shape_of(kind).fields:
        index = number_of(sent.get(f"kolom_{name}", ""))
        if index is not None and index < width:
            found[name] = index
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
