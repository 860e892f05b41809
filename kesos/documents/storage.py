"""The one place that keeps and fetches the bytes of letters, logos and fonts, by what is in them.

Written whole and flushed to the disk before the row that names them is committed. A rolled back transaction leaves
an unnamed file behind, which harms nobody. Never compressed, flattened or encrypted here: a later certified
signature is appended to these very bytes.
"""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from kesos.foundation.errors import Refused


class FileGone(Refused):
    """The row is there, its file is not, or is not the one that was stored."""

    code = "file_gone"


def keep(content: bytes, *, suffix: str) -> tuple[str, str]:
    """Store once; returns the key and the SHA-256 of the content."""
    mark = hashlib.sha256(content).hexdigest()
    key = f"{mark[:2]}/{mark[2:4]}/{mark}{suffix}"
    target = _folder() / key
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = target.with_name(f".{secrets.token_hex(8)}")
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
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


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "letters"
