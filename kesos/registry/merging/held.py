"""What points at a person, said by the part it belongs to, in `<part>/on_merge.py`.

    HELD = [Held("institutions_stay", clash=Clash("g.to_on is null and s.to_on is null", "Keduanya tinggal di panti."))]

A test holds this list to the foreign keys of the database; the database itself lets nobody go to whom anything points.
SQL of a part may name `g`, a row of the one who goes, `s`, one of the one who stays, and %(gone)s, %(stays)s, %(day)s.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rows that one person cannot have: when, and how it is solved; `what` is SQL that names the thing."""

    when: str
    sentence: str
    what: str = "''"


@dataclass(frozen=True, slots=True)
class Held:
    """A column that names a person.

    `same`: where this holds of a row of each, the row of the one who goes says nothing new and is set aside, whole.
    `aside`: all rows are. `frozen`: rows that never change, passed on by the database's own function.
    """

    table: str
    column: str = "person_id"
    key: str = "id"
    called: str = ""  # what a person reads of it, counted; empty: nothing
    clash: Clash | None = None
    same: str = ""
    aside: bool = False
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Values that change before rows are carried: `sql` selects the key of a row and a JSON object of new values."""

    table: str
    columns: tuple[str, ...]
    sql: str
    key: str = "id"
    # what was changed again afterwards stays so when the two are parted
    lenient: bool = False


Hindrance = Callable[[int, int], list[str]]


@cache
def held() -> tuple[Held, ...]:
    return tuple(one for module in _modules() for one in getattr(module, "HELD", ()))


@cache
def changes() -> tuple[Change, ...]:
    return tuple(one for module in _modules() for one in getattr(module, "CHANGES", ()))


@cache
def of_table(table: str, column: str) -> Held:
    return next(one for one in held() if one.table == table and one.column == column)


@cache
def hindrances() -> tuple[Hindrance, ...]:
    """`hindrance(stays, gone)` gives sentences; each part names its own as HINDRANCES."""
    return tuple(one for module in _modules() for one in getattr(module, "HINDRANCES", ()))


def _modules() -> list[object]:
    return [
        import_module(f"{part.name}.on_merge")
        for part in apps.get_app_configs()
        if part.module is not None and module_has_submodule(part.module, "on_merge")
    ]
