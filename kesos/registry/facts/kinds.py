"""Kinds of facts that come by file: each part names its own in `<part>/fact_kinds.py` as KINDS.

A kind is its columns, the statements that read, judge and write it, and the statement that shows it on a person's page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Literal

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from kesos.registry import dtsen
from kesos.registry.imports.runs import Shape

# whose a row is: a family by its card; a family by its card, else by somebody in it; a person who is known; a person,
# written down where not known yet; or, where the row has no NIK, nobody of the registry
Whose = Literal["family", "household", "person", "brought", "anybody"]


@dataclass(frozen=True, slots=True)
class FactKind:
    """`sql` holds `<kind>_read`, `<kind>_judge`, `<kind>_new`, `<kind>_changed` and, where something must be there
    before them, `<kind>_first`; `values` are the columns of the reading that the writing needs. `words` fills a
    placeholder with the words of a code list; `given` says how a field of a person who is written down follows from
    other cells, where the file does not tell it."""

    shape: Shape
    label: str
    noun: str
    table: str
    sql: Mapping[str, str] = field(repr=False)
    whose: Whose = "family"
    values: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict, repr=False)
    level: dtsen.Level | None = None
    of_its_day: bool = False  # a list without a column of days speaks of the day it was drawn up
    faults: Mapping[str, str] = field(default_factory=dict, repr=False)
    warnings: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def code(self) -> str:
        return self.shape.kind

    @property
    def of_people(self) -> bool:
        return self.whose != "family"

    @property
    def brings(self) -> bool:
        """Whether people who are not known yet are written down with the fact."""
        return self.whose in ("brought", "anybody")

    def statement(self, step: str) -> str:
        return self.sql[f"{self.code}_{step}"]


@cache
def kinds() -> dict[str, FactKind]:
    """By code, those of the lowest part first."""
    found: dict[str, FactKind] = {}
    for part in apps.get_app_configs():
        if part.module is not None and module_has_submodule(part.module, "fact_kinds"):
            found |= {kind.code: kind for kind in import_module(f"{part.name}.fact_kinds").KINDS}
    return found
