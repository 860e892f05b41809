"""The one place that keeps and fetches the bytes of letters, logos and fonts, by what is in them.

Written whole and flushed to the disk before the row that names them is committed. A rolled back transaction leaves
an unnamed file behind, which harms nobody. Never compressed, flattened or encrypted here: a later certified
signature is appended to these very bytes.
"""

import hashlib
import os
import secrets
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from django.conf import settings

from kesos.foundation.errors import Refused

WRITERS = 8


class FileGone(Refused):
    """The row is there, its file is not, or is not the one that was stored."""

    code = "file_gone"


class StorageFull(Refused):
    """The disk took no more; nothing was issued."""

    code = "storage_full"


class Shelf:
    """Keeps many files side by side: waiting for the disk is most of the time, and the disk waits once for all.

    Leaving it waits until every file is on the disk; only then may the rows that name them be written.
    """

    def __init__(self) -> None:
        self._writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="letters")
        self._writing: list[Future[None]] = []

    def __enter__(self) -> "Shelf":
        return self

    def keep(self, content: bytes, *, suffix: str) -> tuple[str, str]:
        """The key and the SHA-256 of the content, at once; the writing goes on."""
        key, mark = _name(content, suffix)
        self._writing.append(self._writers.submit(_write, _folder() / key, content))
        return key, mark

    def __exit__(self, *_: object) -> None:
        self._writers.shutdown(wait=True)
        for written in self._writing:
            written.result()


def keep(content: bytes, *, suffix: str) -> tuple[str, str]:
    """Store once; returns the key and the SHA-256 of the content. Raises StorageFull."""
    key, mark = _name(content, suffix)
    _write(_folder() / key, content)
    return key, mark


def fetch(key: str) -> bytes:
    """The bytes as stored. Raises FileGone if they are not there or were changed."""
    try:
        content = (_folder() / key).read_bytes()
    except OSError as gone:
        raise FileGone("Berkas surat tidak ditemukan di penyimpanan. Hubungi pengelola sistem.") from gone
    if not Path(key).name.startswith(hashlib.sha256(content).hexdigest()):
        raise FileGone("Berkas surat tidak sama dengan yang diterbitkan. Hubungi pengelola sistem.")
    return content


def _name(content: bytes, suffix: str) -> tuple[str, str]:
    mark = hashlib.sha256(content).hexdigest()
    return f"{mark[:2]}/{mark[2:4]}/{mark}{suffix}", mark


def _write(target: Path, content: bytes) -> None:
    if target.exists():
        return
    part = target.with_name(f".{secrets.token_hex(8)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as full:
        part.unlink(missing_ok=True)
        raise StorageFull(
            "Surat belum terbit: berkasnya tidak dapat disimpan, mungkin ruang penyimpanan penuh. "
            "Hubungi pengelola sistem, lalu ulangi."
        ) from full


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "letters"
