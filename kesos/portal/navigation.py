"""The portal in the side navigation."""

from kesos.ui.navigation import Item

ITEMS = [
    Item("Halaman saya", "portal:home", "home", "report.own", 90),
    Item("Laporan saya", "portal:own_reports", "flag", "report.own", 92),
    Item("Data saya", "portal:own_data", "shield", "data.own", 94),
    Item("Usul dan sanggah", "portal:reports", "flag", "report.view", 200, group="Laporan dan hak warga"),
    Item("Hak data dan keberatan", "portal:rights", "shield", "data_right.view", 205, group="Laporan dan hak warga"),
    Item("Insiden data", "portal:incidents", "alert", "incident.manage", 802, group="Pengawasan"),
    Item("Retensi data", "portal:retention", "trash", "retention.manage", 804, group="Pengawasan"),
    Item("Daftar pemrosesan", "portal:processing", "table", "processing.export", 806, group="Pengawasan"),
    Item("Ketentuan wilayah", "portal:terms", "edit", "setting.manage", 866, group="Pengaturan"),
]
