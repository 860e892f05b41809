"""What a file is, by its content; its name proves nothing."""

import codecs
import zipfile
from pathlib import Path

from kesos.bulk.limits import LIMITS, Limits
from kesos.bulk.refusals import Unreadable

_KNOWN_OTHERS = {
    b"%PDF": "PDF",
    b"\xff\xd8\xff": "foto",
    b"\x89PNG": "gambar",
    b"GIF8": "gambar",
    b"Rar!": "arsip RAR",
    b"7z\xbc\xaf": "arsip 7-Zip",
    b"\x1f\x8b": "arsip gzip",
    b"SQLite": "basis data",
    b"{\\rtf": "dokumen",
    b"MZ": "program",
    b"\x7fELF": "program",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def table_format(path: Path, limits: Limits = LIMITS) -> str:
    """ "xlsx" or "csv". Raises Unreadable with the remedy for everything else."""
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("file_empty")
    with path.open("rb") as file:
        start = file.read(8192)
    if start.startswith(b"PK\x03\x04"):
        if size > limits.workbook_bytes:
            raise Unreadable("file_too_large")
        return _zip_format(path)
    if start.startswith(_OLE):
        raise Unreadable("workbook_locked" if _is_encrypted(path) else "workbook_old")
    for mark, what in _KNOWN_OTHERS.items():
        if start.startswith(mark):
            raise Unreadable("not_a_spreadsheet", what=f" melainkan {what}")
    _refuse_web_page(start)
    if b"\0" in start and not start.startswith(_BOMS):
        raise Unreadable("not_a_spreadsheet", what="")
    if size > limits.csv_bytes:
        raise Unreadable("file_too_large")
    return "csv"


def _zip_format(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.NameToInfo
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as broken:
        raise Unreadable("workbook_broken") from broken
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise Unreadable("workbook_binary")
    if "content.xml" in names and "mimetype" in names:
        raise Unreadable("workbook_opendocument")
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        raise Unreadable("workbook_broken")
    what = " melainkan dokumen Word" if any(name.startswith("word/") for name in names) else " melainkan arsip ZIP"
    raise Unreadable("not_a_spreadsheet", what=what)


def _is_encrypted(path: Path) -> bool:
    """An encrypted workbook is an OLE file whose directory names its one stream so, in UTF-16."""
    with path.open("rb") as file:
        return "EncryptedPackage".encode("utf-16-le") in file.read(4 * 1024 * 1024)


def _refuse_web_page(start: bytes) -> None:
    head = start.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:512].lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<?xml", b"<body", b"<div")):
        raise Unreadable("web_page")
