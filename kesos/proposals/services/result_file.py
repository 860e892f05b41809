"""The centre's answer as a CSV file: number, result, decile, reason; read with the line each row stands in."""

import csv
import io

from kesos.foundation.errors import Refused
from kesos.proposals.services.determine import ResultRow

HEADINGS = {"number": "nomor", "result": "hasil", "decile": "desil", "reason": "alasan", "mark": "sidik daftar"}
ALSO = {"nomor usulan": "nomor"}  # as our own file for the centre calls it
REQUIRED = ("number", "result")


class ResultFileWrong(Refused):
    """No CSV with the headings that are asked for."""

    code = "result_file_wrong"


def read_results(content: bytes) -> list[ResultRow]:
    """Every row that is not empty. Raises ResultFileWrong."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as other:
        raise ResultFileWrong("Berkas hasil harus CSV dengan pengodean UTF-8.", field="file") from other
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    found = {(word := (name or "").strip().lower()) and ALSO.get(word, word): name for name in reader.fieldnames or ()}
    if lost := [HEADINGS[field] for field in REQUIRED if HEADINGS[field] not in found]:
        raise ResultFileWrong(f"Berkas hasil tidak memiliki kolom: {', '.join(lost)}.", field="file")
    results = []
    for row in reader:
        told = {field: (row.get(found.get(word) or "") or "").strip() for field, word in HEADINGS.items()}
        if any(told.values()):
            results.append(ResultRow(line=reader.line_num, **told))
    if not results:
        raise ResultFileWrong("Berkas hasil tidak berisi baris.", field="file")
    return results
