"""Names of files as people may see them: no path, no control sign, no NIK, the extension of the content."""

import re
import unicodedata
from pathlib import PurePosixPath

from kesos.files.content import EXTENSIONS

_LONGEST = 120
_HIDDEN = re.compile(r"\d{16}")


def harmless(name: str, media_type: str) -> str:
    """«C:\\x\\KTP 3571….exe» becomes «KTP ….jpg»."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = last.rpartition(".")[0] or last
    text = unicodedata.normalize("NFC", stem)
    text = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    text = re.sub(r'[<>:"/\\|?*]+', "-", text)
    text = _HIDDEN.sub("…", re.sub(r"(?<=\d)[ .-](?=\d)", "", text) if _HIDDEN.search(_digits(text)) else text)
    text = " ".join(text.split()).strip(". ")[:_LONGEST]
    return f"{text or 'berkas'}{EXTENSIONS.get(media_type, '.bin')}"


def _digits(text: str) -> str:
    return re.sub(r"(?<=\d)[ .-](?=\d)", "", text)
