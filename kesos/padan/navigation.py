"""Findings in the side navigation."""

from kesos.padan.queries.findings import VIEW
from kesos.ui.navigation import Item

ITEMS = [
    Item("Data ganda", "padan:bench", "people", VIEW, 159, group="Perubahan warga"),
    Item("Temuan pemadanan", "padan:findings", "people", VIEW, 158, group="Perubahan warga"),
]
