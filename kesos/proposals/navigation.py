"""The month in the side navigation."""

from kesos.ui.navigation import Item
from kesos.ui.screens import SIGNED_IN

ITEMS = [
    Item("Tugas saya", "proposals:tasks", "list", SIGNED_IN, 100, group="kerja"),
    Item("Usulan", "proposals:list", "people", "proposal.view", 130, group="kerja"),
    Item("Musyawarah", "proposals:deliberations", "meeting", "proposal.view", 140, group="kerja"),
    Item("Periode", "proposals:periods", "calendar", "proposal.view", 150, group="kerja"),
]
