"""Where the side navigation leads."""

from kesos.ui.navigation import Item

OFFICIALS = "workflow.view"  # a citizen starts nothing that runs behind

ITEMS = [Item("Pekerjaan saya", "jobs:mine", "clock", OFFICIALS, 900, group="Saya")]
