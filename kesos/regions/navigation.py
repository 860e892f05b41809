"""What this part puts into the side navigation."""

from kesos.ui.navigation import Item
from kesos.ui.screens import SIGNED_IN

ITEMS = [
    Item("Wilayah", "regions:browse", "map", SIGNED_IN, 710, group="Rujukan"),
    Item("Daftar kode", "regions:code_lists", "list", SIGNED_IN, 720, group="Rujukan"),
]
