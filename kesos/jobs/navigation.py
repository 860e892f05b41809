"""Where the side navigation leads."""

from kesos.ui.navigation import OFFICIALS, Item

ITEMS = [Item("Pekerjaan saya", "jobs:mine", "clock", OFFICIALS, 900, group="Saya")]
