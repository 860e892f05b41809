"""One style sheet and one script for all pages, each put together from its topic files at the first request.

Twelve small files are good to edit and bad to fetch over a village's telephone line. The address carries a
mark of the content, so a browser keeps it for ever; what is sent is compressed once.
"""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "ui"
STYLES = (
    "tokens", "base", "frame", "form", "feedback", "month", "table", "person", "chart", "letter", "guide",
    "print",
)  # fmt: skip
SCRIPTS = ("page", "drawer", "form", "dialog", "list", "photo", "reveal", "keys")
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Sheet:
    plain: bytes
    packed: bytes
    mark: str


@cache
def sheet(kind: str) -> Sheet:
    names = STYLES if kind == "css" else SCRIPTS
    plain = b"\n".join((FOLDER / f"{name}.{kind}").read_bytes() for name in names)
    return Sheet(plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:12])
