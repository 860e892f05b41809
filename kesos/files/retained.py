"""What the parts keep for a time: each names in its own `retained.py` as CLASSES what is over, and how it is forgotten.

How long stands in the dated table of retention (`files_retention`); who looks and forgets is the portal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module

from django.apps import apps
from django.db.models import Q
from django.utils.module_loading import module_has_submodule

from kesos.files.models import Retention


@dataclass(frozen=True, slots=True)
class Retained:
    """`found` counts what ended before a day; `forget` anonymises it, keeps counts, and says how much it was.

    Both run as the system, in one statement or slice by slice, and take what another class has forgotten as gone.
    """

    name: str
    retention_class: str  # whose months hold
    what: str  # for people
    found: Callable[[date], int]
    forget: Callable[[date, datetime], int]


@cache
def retained() -> tuple[Retained, ...]:
    """Every class of every installed part, in order of the parts."""
    classes: list[Retained] = []
    for part in apps.get_app_configs():
        if part.module is not None and module_has_submodule(part.module, "retained"):
            classes.extend(getattr(import_module(f"{part.name}.retained"), "CLASSES", []))
    return tuple(classes)


def months(retention_class: str, *, on: date) -> Retention:
    """The row that holds on this day. Raises LookupError where a class has none."""
    held = Retention.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    found = held.filter(retention_class=retention_class).first()
    if found is None:
        raise LookupError(f"no retention for {retention_class} on {on}")
    return found
