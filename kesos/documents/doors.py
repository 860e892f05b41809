"""What a letter begins with: a person's page."""

from kesos.documents.services.certify import FLOW
from kesos.ui.doors import Door

DOORS = [Door("Buat surat keterangan", "letter", "documents:request_new", "warga", f"{FLOW}.cek_siks", 20)]
