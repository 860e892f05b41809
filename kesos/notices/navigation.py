"""Where the side navigation leads."""

from kesos.notices.queries import unread
from kesos.ui.navigation import Item
from kesos.ui.screens import SIGNED_IN, Asked


def _unread(request: Asked) -> int | None:
    return unread(request.actor) or None


ITEMS = [Item("Pemberitahuan", "notices:mine", "mail", SIGNED_IN, 910, group="Saya", count=_unread)]
