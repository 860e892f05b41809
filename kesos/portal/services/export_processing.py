"""The register of processing as a table to take away."""

import tempfile
from datetime import datetime
from pathlib import Path

from django.db import transaction

from kesos.audit.services import record
from kesos.bulk.excel_out import About, Column, write_csv, write_xlsx
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.portal.queries.processing import register

EXPORT = "processing.export"
FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
COLUMNS = [
    Column("Bagian", width=14),
    Column("Tabel", width=30),
    Column("Isi", width=60),
    Column("Isian", width=24),
    Column("Kelas data", width=12),
    Column("Dasar pemrosesan", width=60),
]


@transaction.atomic
def export_processing(*, form: str, by: Actor, at: datetime) -> bytes:
    """It holds names of fields and not one value. Raises NotFound for another form."""
    if form not in FORMS:
        raise NotFound("Bentuk berkas ini tidak ada. Pilih XLSX atau CSV.")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"pemrosesan.{form}"
        if form == "csv":
            write_csv(target, columns=COLUMNS, rows=register())
        else:
            about = About("Daftar pemrosesan data pribadi", by.name, at, "Kewajiban UU 27/2022")
            write_xlsx(target, columns=COLUMNS, rows=register(), about=about)
        content = target.read_bytes()
    record("portal.processing_exported", by=by, at=at, subject="processing", form=form)
    return content
