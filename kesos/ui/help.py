"""Short help of each screen: a part writes its own in `<part>/help.py` as HELP, by name of the address.

The frame shows it as «Bantuan halaman ini»; a rule test refuses a screen without it.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.apps import apps
from django.http import HttpRequest
from django.utils.module_loading import module_has_submodule

from kesos.ui.navigation import address


@dataclass(frozen=True, slots=True)
class Help:
    """What a screen is called, what it is for, what to press; where the guide goes on, as "operator#musyawarah"."""

    title: str
    text: str
    guide: str = ""

    @property
    def guide_url(self) -> str:
        name, _, heading = self.guide.partition("#")
        at = address("guide:guides") if name else ""
        return f"{at}{name}/{'#' if heading else ''}{heading}" if at else ""


@cache
def everything() -> dict[str, Help]:
    """The help of every screen of every installed part."""
    found: dict[str, Help] = {}
    for part in apps.get_app_configs():
        if part.module is not None and module_has_submodule(part.module, "help"):
            found.update(getattr(import_module(f"{part.name}.help"), "HELP", {}))
    return found


def of(request: HttpRequest) -> Help | None:
    match = request.resolver_match
    return everything().get(match.view_name) if match else None
