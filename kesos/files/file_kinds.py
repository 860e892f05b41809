"""Kinds of files: what each accepts, how large, and how long it is kept. Parts above register their own."""

from dataclasses import dataclass

MB = 1024 * 1024
JPEG, PNG, WEBP, HEIC = "image/jpeg", "image/png", "image/webp", "image/heic"
PDF, XLSX, CSV, PARQUET = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv",
    "application/vnd.apache.parquet",
)
IMAGES = frozenset({JPEG, PNG, WEBP, HEIC})  # none is kept as it came: HEIC becomes JPEG
TABLES = frozenset({XLSX, CSV})


@dataclass(frozen=True, slots=True)
class FileKind:
    """`accepts` names media types by content; `retention` names a class of the retention table.

    `own_only`: for whoever had it made and nobody else, whatever areas they share.
    """

    name: str
    label: str
    accepts: frozenset[str]
    retention: str
    max_bytes: int = 15 * MB
    own_only: bool = False


_KINDS: dict[str, FileKind] = {}


def register(*kinds: FileKind) -> None:
    """At import, by the part that owns the kind."""
    for kind in kinds:
        if _KINDS.setdefault(kind.name, kind) != kind:
            raise ValueError(f"two file kinds are named {kind.name}")


def own_only() -> list[str]:
    return [kind.name for kind in _KINDS.values() if kind.own_only]


def file_kind(name: str) -> FileKind:
    return _KINDS[name]


register(
    FileKind("photo", "Foto", IMAGES, "case_file"),
    FileKind("identity_scan", "Pindaian KTP, KK, atau surat", IMAGES | {PDF}, "identity_scan"),
    FileKind("paper", "Berkas pendukung", IMAGES | {PDF}, "case_file", 25 * MB),
    FileKind("spreadsheet", "Berkas impor", TABLES, "import", 4096 * MB),
    FileKind("rejects", "Baris yang ditolak", TABLES, "export", 4096 * MB, own_only=True),
    FileKind("export", "Hasil ekspor", TABLES | {PDF, PARQUET}, "export", 4096 * MB, own_only=True),
    FileKind("to_centre", "Berkas untuk pusat", TABLES, "export", 4096 * MB),
    FileKind("letter", "Surat", frozenset({PDF}), "letter", 50 * MB),
)
