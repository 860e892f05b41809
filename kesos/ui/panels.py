"""What a part shows on a person's page: each names its own in `<part>/panels.py` as PANELS.

The page belongs to the registry, which knows none of the parts above it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from kesos.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Panel:
    """A template and what it is told about a person, for whoever holds `permission` there; nothing told, not shown."""

    template: str
    permission: str
    told: Callable[[Actor, int, str], Mapping[str, Any] | None]
    order: int


@cache
def panels() -> tuple[Panel, ...]:
    found: list[Panel] = []
    for part in apps.get_app_configs():
        if part.module is not None and module_has_submodule(part.module, "panels"):
            found.extend(getattr(import_module(f"{part.name}.panels"), "PANELS", []))
    return tuple(sorted(found, key=lambda panel: panel.order))


def shown(actor: Actor, *, person_id: int, region_code: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Template and content of each panel this actor sees for a person who lives here."""
    return [
        (panel.template, told)
        for panel in panels()
        if actor.may(panel.permission, region_code) and (told := panel.told(actor, person_id, region_code)) is not None
    ]
