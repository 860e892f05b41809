"""What this part puts into the side navigation."""

from kesos.ui.navigation import Item

ITEMS = [
    Item("Cari warga", "registry:people", "search", "person.view", 120, group="Pekerjaan", search_field="cari"),
    Item("Daftar PPKS", "registry:ppks", "people", "person.view", 125, group="Pekerjaan"),
    Item("Tugas identitas", "registry:identity_tasks", "flag", "person.view", 410, group="Data"),
    Item("Impor data", "registry:imports", "upload", "import.run", 420, group="Data"),
    Item("Ekspor BNBA", "registry:export", "download", "export.run", 430, group="Data"),
    Item("Mutu data", "registry:quality", "chart", "person.view", 415, group="Data"),
    Item("Lintas wilayah", "registry:look_across", "key", "person.look_up_across_areas", 440, group="Data"),
]
