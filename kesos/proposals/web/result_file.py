"""The centre's result file, XLSX or CSV, as rows of the service."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django import forms

from kesos.bulk import spreadsheets
from kesos.bulk.headings import find_heading
from kesos.files import disk
from kesos.foundation.errors import Refused
from kesos.proposals.services.determine import ResultRow
from kesos.ui.forms import DatePartsField

COLUMNS = {
    "number": ("Nomor usulan", "No usulan", "Nomor"),
    "result": ("Hasil", "Hasil penetapan"),
    "decile": ("Desil",),
    "reason": ("Alasan", "Alasan tidak ditetapkan"),
    "mark": ("Sidik daftar",),
}
MUST = {"number": "Nomor usulan", "result": "Hasil"}
LOOKED_AT = 20


class ResultForm(forms.Form):
    nomor_sk = forms.CharField(label="Nomor SK penetapan", max_length=120)
    tanggal_sk = DatePartsField(label="Tanggal SK")
    berkas = forms.FileField(
        label="Berkas hasil (XLSX atau CSV)",
        help_text="Kolom: Nomor usulan, Hasil (DITETAPKAN atau TIDAK), Desil, Alasan.",
    )


def read_results(key: UUID) -> Iterator[ResultRow]:
    """Raises Unreadable for no table, Refused where a column is missing."""
    with disk.at_hand(key) as path:
        yield from _rows(path)


def _rows(path: Path) -> Iterator[ResultRow]:
    sheet = spreadsheets.look(path).first_sheet
    heading = find_heading(list(spreadsheets.rows(path, sheet=sheet, first=LOOKED_AT)), COLUMNS)
    if lost := [name for field, name in MUST.items() if field not in heading.columns]:
        raise Refused(f"Kolom {' dan '.join(lost)} tidak ada dalam berkas. Tambahkan, lalu kirim lagi.", code="columns")
    at = heading.columns
    for row in spreadsheets.rows(path, sheet=sheet, after=heading.data_from - 1):
        texts = {field: row.text(at[field]) if field in at else "" for field in COLUMNS}
        if any(texts.values()):
            yield ResultRow(line=row.line, **texts)
