"""Deaths, new managers and moves in the side navigation."""

from kesos.journeys.queries.events import VIEW
from kesos.programmes.queries.successions import VIEW as PROGRAMMES
from kesos.ui.navigation import Item

ITEMS = [
    Item("Peristiwa", "journeys:events", "people", VIEW, 160, group="Perubahan warga"),
    Item("Ganti pengurus", "journeys:managers", "person", PROGRAMMES, 162, group="Perubahan warga"),
    Item("Pindah", "journeys:moves", "pin", VIEW, 165, group="Perubahan warga"),
]
