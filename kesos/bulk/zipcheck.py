"""An XLSX is a zip: nothing inside may unpack to more than it says, or to more than we allow."""

import zipfile
import zlib
from pathlib import Path

from kesos.bulk.limits import MB, Limits
from kesos.bulk.refusals import Unreadable

_PIECE = MB


def check(path: Path, limits: Limits) -> int:
    """The bytes of sheets and strings when unpacked. Raises Unreadable for bombs and broken archives.

    First by the directory alone, which costs nothing; then by really unpacking, because a directory can lie.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _by_directory(entries, limits)
            for entry in entries:
                _by_unpacking(archive, entry)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as broken:
        raise Unreadable("workbook_broken") from broken
    except RuntimeError as locked:  # zipfile's word for an entry with a password
        raise Unreadable("workbook_locked") from locked
    return sum(e.file_size for e in entries if e.filename.startswith(("xl/worksheets/", "xl/sharedStrings")))


def _by_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries or sum(e.file_size for e in entries) > limits.unpacked_bytes:
        raise Unreadable("workbook_bomb")
    for entry in entries:
        if entry.file_size > 10 * MB and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise Unreadable("workbook_bomb")


def _by_unpacking(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """zipfile stops at the size the directory tells and then compares the checksum: a lie ends here."""
    with archive.open(entry) as packed:
        while packed.read(_PIECE):
            pass
