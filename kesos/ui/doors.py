"""What can be begun from a person's page: each part names its own in `<part>/doors.py` as DOORS.

The page belongs to the registry, which knows none of the parts above it.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from urllib.parse import urlencode

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from kesos.foundation.actor import Actor
from kesos.ui.features import feature_at
from kesos.ui.navigation import address


@dataclass(frozen=True, slots=True)
class Door:
    """A link to a screen that takes a person's id in the query field `field`, for whoever holds `permission` there."""

    label: str
    icon: str
    url_name: str
    field: str
    permission: str
    order: int
    of_listed: str = ""  # the label where the family is in the integrated data


@dataclass(frozen=True, slots=True)
class Way:
    label: str
    icon: str
    url: str


@cache
def doors() -> tuple[Door, ...]:
    found: list[Door] = []
    for part in apps.get_app_configs():
        if part.module is not None and module_has_submodule(part.module, "doors"):
            found.extend(getattr(import_module(f"{part.name}.doors"), "DOORS", []))
    return tuple(sorted(found, key=lambda door: (door.order, door.label)))


def way(actor: Actor, url_name: str, *, person_id: int, region_code: str, listed: bool = False) -> Way | None:
    """One door by the screen it leads to, where it is open: a list leads on with one click."""
    door = next((each for each in doors() if each.url_name == url_name), None)
    return _open(actor, door, person_id, region_code, listed) if door else None


def ways(actor: Actor, *, person_id: int, region_code: str, listed: bool = False) -> list[Way]:
    """The doors open to this actor for a person who lives here."""
    return [found for door in doors() if (found := _open(actor, door, person_id, region_code, listed))]


def _open(actor: Actor, door: Door, person_id: int, region_code: str, listed: bool) -> Way | None:
    url = address(door.url_name) if actor.may(door.permission, region_code) else None
    if not url or (actor.off and feature_at(url) in actor.off):
        return None
    return Way((listed and door.of_listed) or door.label, door.icon, f"{url}?{urlencode({door.field: person_id})}")
