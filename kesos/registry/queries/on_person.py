"""What stands on a person's page beside the registry's own rows: each part names its own in `<part>/on_person.py`.

A part gives SQL, not functions: the page is one statement, and stays one however many parts join it. Both kinds may
name %(person)s and the family of today as `(select family_id from mine)`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.formats import date_format
from django.utils.module_loading import module_has_submodule

from kesos.regions import codelists
from kesos.workflow.machines.labels import labels


@dataclass(frozen=True, slots=True)
class Shown:
    """A kind of dated fact; with a pillar it is a service of that pillar.

    `sql` selects kind, code, label, detail, from_on, to_on, source, its day, and whether the row is hidden; where
    `code_list` is named, it says what a code means.
    """

    kind: str
    heading: str
    sql: str = field(repr=False)
    code_list: str = ""
    pillar: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated fact of a person or their family; of a hidden one no more than that there is one."""

    kind: str
    code: str
    label: str
    detail: str
    from_on: date | None
    to_on: date | None
    source: str
    source_on: date | None
    hidden: bool

    @property
    def heading(self) -> str:
        return next(shown.heading for shown in facts() if shown.kind == self.kind)

    @property
    def told(self) -> str:
        """What it is: its own label, or the word of its code on the day it began."""
        code_list = next((shown.code_list for shown in facts() if shown.kind == self.kind), "")
        if self.label or not code_list:
            return self.label or self.code
        return next((entry.label for entry in codelists.history(code_list) if entry.code == self.code), self.code)


@dataclass(frozen=True, slots=True)
class Underway:
    """A step towards a programme for the person or the family that has not ended yet.

    `sql` of a part selects programme, what it is, flow and state of its case, since when, whose it is, and where.
    """

    programme: str
    what: str
    flow: str
    state: str
    since: date
    person_id: int | None
    path: str

    @property
    def told(self) -> str:
        state = f" · {labels().state(self.flow, self.state)}" if self.flow else ""
        return f"{self.what}{state}, sejak {date_format(self.since, 'j M Y')}"


@cache
def facts() -> tuple[Shown, ...]:
    """Those of the lowest part first."""
    return tuple(shown for module in _modules() for shown in getattr(module, "FACTS", ()))


@cache
def facts_sql() -> str:
    return " union all ".join(f"({shown.sql})" for shown in facts()) + " order by 1, 6 nulls first, 5 desc"


@cache
def underway_sql() -> str:
    """Where no part gives any: a list without rows."""
    given: Sequence[str] = [sql for module in _modules() for sql in getattr(module, "UNDERWAY", ())]
    return " union all ".join(f"({sql})" for sql in given) or "select where false"


def _modules() -> list[object]:
    return [
        import_module(f"{part.name}.on_person")
        for part in apps.get_app_configs()
        if part.module is not None and module_has_submodule(part.module, "on_person")
    ]
