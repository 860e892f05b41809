"""Where the side navigation leads."""

from kesos.foundation.actor import Actor
from kesos.notices.queries import unread
from kesos.ui.navigation import Item
from kesos.ui.screens import SIGNED_IN


def _unread(actor: Actor) -> int | None:
    return unread(actor) or None


ITEMS = [Item("Pemberitahuan", "notices:mine", "mail", SIGNED_IN, 910, group="Saya", count=_unread)]
