"""How much of a file we are willing to touch. Technical bounds, not rules of the field."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """A file beyond any of these is refused with a sentence, before or while it is read."""

    workbook_bytes: int = 100 * MB
    csv_bytes: int = 4096 * MB
    entries: int = 2_000  # files inside an XLSX
    unpacked_bytes: int = 1536 * MB
    ratio: int = 250  # unpacked to packed, of one entry above 10 MB; Excel itself stays below 60
    calamine_bytes: int = 160 * MB  # of sheet and strings; above it the slower reader in constant memory
    memory_bytes: int = 460 * MB  # address space of the reading child
    cpu_seconds: int = 900
    columns: int = 512
    cell_characters: int = 32_767  # Excel's own limit
    line_bytes: int = 4 * MB


LIMITS = Limits()
