"""The side navigation: each part names its own screens in `<part>/navigation.py` as ITEMS."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import cast

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.module_loading import module_has_submodule

from kesos.foundation.actor import Actor
from kesos.ui.features import feature_at
from kesos.ui.screens import PUBLIC, SIGNED_IN, Asked

DAILY, OWN = "Pekerjaan", "Saya"
# every role but that of a citizen and of neighbouring systems holds it: what is no business of a citizen's menu
OFFICIALS = "workflow.view"
AT_A_GLANCE = 14  # so many links are read without looking for one
DAILY_WORK = 4  # who has fewer daily links does the work of another group, which stays open


@dataclass(frozen=True, slots=True)
class Item:
    """One link. `permission` may be PUBLIC or SIGNED_IN; items of one `group` stand together, groups by order.

    What is done every day stands in the group DAILY, what is one's own in OWN; whoever has many links finds the other
    groups folded under their names.

    `count` is asked only when the item is shown to somebody and returns the number of things that wait behind the link.
    `search_field` names the query field of a page that the search box in the header leads to.
    """

    label: str
    url_name: str
    icon: str
    permission: str
    order: int
    group: str = ""
    count: Callable[[Asked], int | None] | None = None
    search_field: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An item as one person sees it on one page; `current` is "page", "true" (a page below it) or empty."""

    label: str
    url: str
    icon: str
    current: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Links that stand together; `folds` where only the name is seen until somebody opens it."""

    name: str
    links: list[Link]
    folds: bool

    @property
    def is_here(self) -> bool:
        return any(link.current for link in self.links)

    @property
    def count(self) -> int:
        """What waits behind its links, for whoever sees only its name."""
        return sum(link.count or 0 for link in self.links)


@cache
def items() -> tuple[Item, ...]:
    """Every item of every installed part, in order."""
    found: list[Item] = []
    for part in apps.get_app_configs():
        if part.module is not None and module_has_submodule(part.module, "navigation"):
            found.extend(getattr(import_module(f"{part.name}.navigation"), "ITEMS", []))
    return tuple(sorted(found, key=lambda item: (item.order, item.label)))


def visible(actor: Actor | None) -> list[tuple[Item, str]]:
    """The items this actor may open, each with its address."""
    off = actor.off if actor else frozenset()
    return [
        (item, url)
        for item in items()
        if _may_open(item, actor) and (url := address(item.url_name)) and not (off and feature_at(url) in off)
    ]


def address(url_name: str) -> str:
    """The address of a screen, or nothing where its part is not installed."""
    return _address(url_name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=512)
def _address(url_name: str, urlconf: str, _prefix: str) -> str:
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""


def groups(request: HttpRequest, seen: list[tuple[Item, str]]) -> list[Group]:
    """The navigation of this request, of what is `visible`: groups in the order of their first item."""
    here = _nearest(request.path, [url for _, url in seen])
    asked = cast(Asked, request) if getattr(request, "actor", None) else None
    grouped: dict[str, list[Link]] = {}
    for item, url in seen:
        current = "" if url != here else ("page" if url == request.path else "true")
        count = item.count(asked) if item.count and asked else None
        grouped.setdefault(item.group, []).append(Link(item.label, url, item.icon, current, count))
    crowded = len(seen) > AT_A_GLANCE and len(grouped.get(DAILY, [])) >= DAILY_WORK
    return [
        Group(name, links, folds=crowded and len(links) > 1 and name not in ("", DAILY, OWN))
        for name, links in grouped.items()
    ]


def search_box(seen: list[tuple[Item, str]]) -> tuple[str, str, str] | None:
    """Address, query field and label of the page that searches, if one is `visible`."""
    for item, url in seen:
        if item.search_field:
            return url, item.search_field, item.label
    return None


def _may_open(item: Item, actor: Actor | None) -> bool:
    if item.permission == PUBLIC:
        return True
    return actor is not None and (item.permission == SIGNED_IN or actor.holds(item.permission))


def _nearest(path: str, urls: list[str]) -> str:
    """The longest address the path lies under; the front page counts for itself alone."""
    under = [url for url in urls if url == path or (url != "/" and path.startswith(url))]
    return max(under, key=len, default="")
