"""Letters in the side navigation."""

from kesos.documents.services.certify import FLOW
from kesos.ui.navigation import Item

ITEMS = [
    Item("Loket surat", "documents:counter", "letter", f"{FLOW}.cek_siks", 125, group="Pekerjaan"),
    Item("Surat", "documents:letters", "letter", "letter.view", 145, group="Pekerjaan"),
    Item("Templat surat", "documents:template", "edit", "document_template.manage", 840, group="Pengaturan"),
    Item("Penanda tangan", "documents:signers", "people", "document_template.manage", 850, group="Pengaturan"),
]
