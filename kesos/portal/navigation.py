"""The portal in the side navigation."""

from kesos.ui.navigation import Item

ITEMS = [
    Item("Halaman saya", "portal:home", "home", "report.own", 90),
    Item("Laporan saya", "portal:own_reports", "flag", "report.own", 92),
    Item("Usul dan sanggah", "portal:reports", "flag", "report.view", 200, group="Pekerjaan"),
]
