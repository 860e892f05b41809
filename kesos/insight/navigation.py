"""Recaps and lists in the side navigation."""

from kesos.insight.queries import recap, standing
from kesos.ui.navigation import Item

ITEMS = [
    Item("Rekap wilayah", "insight:recap", "chart", recap.VIEW, 152, group="Pekerjaan"),
    Item("Tanpa dan dobel bantuan", "insight:standing", "people", standing.VIEW, 216, group="Program"),
]
