"""What this part puts into the side navigation."""

from kesos.ui.navigation import OFFICIALS, Item

ITEMS = [
    Item("Wilayah", "regions:browse", "map", OFFICIALS, 710, group="Rujukan"),
    Item("Daftar kode", "regions:code_lists", "list", OFFICIALS, 720, group="Rujukan"),
]
