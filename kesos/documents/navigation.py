"""Letters in the side navigation."""

from kesos.ui.navigation import Item

ITEMS = [
    Item("Surat", "documents:letters", "letter", "letter.view", 190, group="Pekerjaan"),
    Item("Templat surat", "documents:template", "edit", "document_template.manage", 840, group="Pengaturan"),
    Item("Penanda tangan", "documents:signers", "people", "document_template.manage", 850, group="Pengaturan"),
]
