"""Where the side navigation leads."""

from django.http import HttpRequest

from kesos.notices.queries import unread
from kesos.ui.navigation import Item
from kesos.ui.screens import SIGNED_IN


def _unread(request: HttpRequest) -> int | None:
    return unread(request.actor) or None  # type: ignore[attr-defined]


ITEMS = [Item("Pemberitahuan", "notices:mine", "mail", SIGNED_IN, 910, group="Saya", count=_unread)]
