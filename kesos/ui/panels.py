"""What a part shows on a page of a part below it: each names its own in `<part>/panels.py` as PANELS.

A person's page belongs to the registry, a membership's to the programmes; neither knows the parts above it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from kesos.foundation.actor import Actor

PERSON, MEMBERSHIP = "person", "membership"


@dataclass(frozen=True, slots=True)
class Panel:
    """A template and what it is told about what the `page` shows, for whoever holds `permission` there; nothing told,
    not shown."""

    template: str
    permission: str
    told: Callable[[Actor, int, str], Mapping[str, Any] | None]
    order: int
    page: str = PERSON


@cache
def panels() -> tuple[Panel, ...]:
    found: list[Panel] = []
    for part in apps.get_app_configs():
        if part.module is not None and module_has_submodule(part.module, "panels"):
            found.extend(getattr(import_module(f"{part.name}.panels"), "PANELS", []))
    return tuple(sorted(found, key=lambda panel: panel.order))


def shown(actor: Actor, *, about: int, region_code: str, page: str = PERSON) -> list[tuple[str, Mapping[str, Any]]]:
    """Template and content of each panel this actor sees about the person, or the membership, of a place."""
    return [
        (panel.template, told)
        for panel in panels()
        if panel.page == page
        and actor.may(panel.permission, region_code)
        and (told := panel.told(actor, about, region_code)) is not None
    ]
