"""Deaths, new managers and moves in the side navigation."""

from kesos.journeys.queries import managers
from kesos.journeys.queries.events import VIEW
from kesos.programmes.queries.successions import VIEW as PROGRAMMES
from kesos.ui.navigation import Item
from kesos.ui.screens import Asked


def _unnamed(request: Asked) -> int | None:
    """A family's aid stands still until somebody names its new manager: seen from every page."""
    return managers.unnamed(request.actor) or None


ITEMS = [
    Item("Peristiwa", "journeys:events", "people", VIEW, 160, group="Perubahan warga"),
    Item("Ganti pengurus", "journeys:managers", "person", PROGRAMMES, 162, group="Perubahan warga", count=_unnamed),
    Item("Pindah", "journeys:moves", "pin", VIEW, 165, group="Perubahan warga"),
]
