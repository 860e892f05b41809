"""The month in the side navigation."""

from kesos.ui.navigation import OFFICIALS, Item

ITEMS = [
    Item("Tugas saya", "proposals:tasks", "list", OFFICIALS, 100, group="Pekerjaan"),
    Item("Bulan ini", "proposals:standing_newest", "calendar", "summary.view", 110, group="Pekerjaan"),
    Item("Usulan", "proposals:list", "people", "proposal.view", 130, group="Pekerjaan"),
    Item("Musyawarah", "proposals:deliberations", "meeting", "proposal.view", 140, group="Pekerjaan"),
    Item("Periode", "proposals:periods", "calendar", "proposal.view", 150, group="Pekerjaan"),
]
