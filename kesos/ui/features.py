"""What a kab/kota may switch off: a part names it in `<part>/features.py` as FEATURES, a screen or endpoint says it
belongs to one (`needs(permission, feature=…)`). Where it is off the screen is not found and its link is gone.

Whether it is off for somebody stands in `Actor.off`; who keeps the switches is a part above.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module

from django.apps import apps
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from django.utils.module_loading import module_has_submodule

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Feature:
    key: str
    label: str
    about: str


class FeatureOff(NotFound):
    code = "feature_off"


@cache
def features() -> dict[str, Feature]:
    found: list[Feature] = []
    for part in apps.get_app_configs():
        if part.module is not None and module_has_submodule(part.module, "features"):
            found.extend(getattr(import_module(f"{part.name}.features"), "FEATURES", []))
    return {each.key: each for each in sorted(found, key=lambda each: each.label)}


def refuse_when_off(feature: str, actor: Actor) -> None:
    """Raises FeatureOff."""
    if feature in actor.off:
        raise FeatureOff(
            f"{features()[feature].label} sedang tidak dipakai di wilayah Anda. Data yang sudah ada tetap tersimpan; "
            "tanyakan kepada administrator wilayah Anda."
        )


@lru_cache(maxsize=512)
def feature_at(url: str) -> str:
    """The feature that the screen at this address belongs to, if any."""
    try:
        return getattr(resolve(url).func, "feature", "")
    except Resolver404:
        return ""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of a feature: the name of its address, and the permission it needs."""

    url_name: str
    permission: str


def screens_of(feature: str) -> list[Screen]:
    """Every screen that goes with it."""
    return [screen for mark, screen in _marked(get_resolver()) if mark == feature]


def _marked(resolver: URLResolver, names: tuple[str, ...] = ()) -> Iterator[tuple[str, Screen]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _marked(entry, (*names, entry.namespace) if entry.namespace else names)
        elif mark := getattr(entry.callback, "feature", ""):
            yield mark, Screen(":".join([*names, entry.name or ""]), getattr(entry.callback, "needs", ""))
