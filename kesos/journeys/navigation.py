"""Deaths and moves in the side navigation."""

from kesos.journeys.queries.events import VIEW
from kesos.ui.navigation import Item

ITEMS = [
    Item("Peristiwa", "journeys:events", "people", VIEW, 160, group="Pekerjaan"),
    Item("Pindah", "journeys:moves", "pin", VIEW, 165, group="Pekerjaan"),
]
