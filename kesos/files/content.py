"""What a file is, by its content; and the reasons to refuse it."""

from pathlib import Path

from kesos.bulk.refusals import Unreadable
from kesos.bulk.sniff import table_format
from kesos.files.file_kinds import CSV, HEIC, JPEG, PARQUET, PDF, PNG, TABLES, WEBP, XLSX, FileKind
from kesos.foundation.errors import Refused

EXTENSIONS = {JPEG: ".jpg", PNG: ".png", WEBP: ".webp", PDF: ".pdf", XLSX: ".xlsx", CSV: ".csv", PARQUET: ".parquet"}
MOST_PDF_BYTES = 100 * 1024 * 1024
# what telephones call their HEIC in the first box of the file; AVIF names itself differently
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
_ACTIVE = (b"/JavaScript", b"/JS ", b"/JS(", b"/JS<", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA")


class BadFile(Refused):
    """The upload is not what it should be; nothing of it was kept."""

    code = "bad_file"


def media_type(path: Path, kind: FileKind) -> str:
    """Raises BadFile, with the remedy, for anything the kind does not accept."""
    with path.open("rb") as file:
        start = file.read(1024)
    if not start:
        raise BadFile("Berkas ini kosong (0 byte). Unggahan mungkin terputus; unggah sekali lagi.", code="file_empty")
    found = _by_magic(start)
    if found is None and kind.accepts & TABLES:
        try:
            found = XLSX if table_format(path) == "xlsx" else CSV
        except Unreadable as refusal:
            raise BadFile(refusal.sentence, code=refusal.code) from refusal
    if found not in kind.accepts:
        raise BadFile(
            f"{kind.label} harus berupa {_spoken(kind.accepts)}. Simpan dalam bentuk itu, lalu unggah.",
            code="wrong_kind_of_file",
        )
    if found == PDF:
        _check_pdf(path)
    return found


def _by_magic(start: bytes) -> str | None:
    if start.startswith(b"\xff\xd8\xff"):
        return JPEG
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return WEBP
    if start[4:8] == b"ftyp" and start[8:12] in _HEIC_BRANDS:
        return HEIC
    if start.startswith(b"PAR1"):
        return PARQUET
    return PDF if b"%PDF-" in start else None


def _spoken(accepts: frozenset[str]) -> str:
    words = {
        JPEG: "foto JPG", PNG: "PNG", WEBP: "WEBP", HEIC: "HEIC", PDF: "PDF", XLSX: "Excel (.xlsx)", CSV: "CSV",
        PARQUET: "Parquet",
    }  # fmt: skip
    return " atau ".join(words[each] for each in words if each in accepts)


def _check_pdf(path: Path) -> None:
    """Whole, unlocked, and without what runs. Streams are not unpacked: that is why PDF is never shown inline."""
    if path.stat().st_size > MOST_PDF_BYTES:
        raise BadFile(
            "PDF ini lebih besar dari 100 MB. Pindai dengan mutu lebih rendah, lalu unggah.", code="pdf_large"
        )
    data = path.read_bytes()
    if b"%%EOF" not in data[-2048:]:
        raise BadFile("PDF ini tidak utuh. Simpan atau pindai sekali lagi, lalu unggah.", code="pdf_broken")
    if b"/Encrypt" in data:
        raise BadFile("PDF ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu unggah.", code="pdf_locked")
    if any(mark in data for mark in _ACTIVE):
        raise BadFile(
            "PDF ini berisi program atau lampiran. Cetak ke PDF biasa («Print to PDF»), lalu unggah.",
            code="pdf_active",
        )
