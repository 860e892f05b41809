"""Where the side navigation leads."""

from kesos.ui.navigation import Item
from kesos.ui.screens import SIGNED_IN

ITEMS = [Item("Pekerjaan saya", "jobs:mine", "clock", SIGNED_IN, 900, group="Saya")]
