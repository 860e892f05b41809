"""Tables people take away: XLSX with NIK as text, real dates, a sheet «Keterangan»; and CSV. Both row by row."""

import csv
import errno
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any

import xlsxwriter
from django.conf import settings
from django.db import connection
from django.utils import timezone
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kesos.bulk.headings import DATA, NOTES
from kesos.bulk.protect import looks_like_formula, protected
from kesos.foundation.errors import Refused
from kesos.foundation.written import thousands

OF_PRACTICE = "LATIHAN: data karangan, bukan data warga."
ROWS_A_SHEET = 1_048_575
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Kind(Enum):
    """How a column is written: the number format of Excel, and the width in characters."""

    TEXT = ("@", 24)
    NUMBER_AS_TEXT = ("@", 20)  # NIK, No KK, account: sixteen digits never as a number
    DATE = ("dd/mm/yyyy", 12)
    MOMENT = ("dd/mm/yyyy hh:mm", 17)
    RUPIAH = ('"Rp"#,##0', 16)
    NUMBER = ("#,##0.##", 12)
    YES_NO = ("@", 8)


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    kind: Kind = Kind.TEXT
    width: int | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What the sheet «Keterangan» tells whoever finds the file: what, who, when, why, until when."""

    title: str
    made_by: str
    made_at: datetime
    purpose: str
    filters: Sequence[tuple[str, str]] = ()
    data_as_of: date | datetime | None = None
    expires_at: datetime | None = None
    notes: Sequence[str] = field(default=())


class DiskFull(Refused):
    """The result did not fit on the disk; nothing of it is left."""

    code = "storage_full"


def stream(statement: Any, told: Any = None, *, size: int = 5_000) -> Iterator[tuple[Any, ...]]:
    """Rows from a server-side cursor, so that a million of them never stand in memory. Inside a transaction.

    All of them are read: PostgreSQL must not plan for the first tenth, where a list of faults cost its square.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local cursor_tuple_fraction = 1")
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, told)
        while some := cursor.fetchmany(size):
            yield from some


def write_xlsx(target: Path, *, columns: Sequence[Column], rows: Iterable[Sequence[Any]], about: About) -> int:
    """How many rows were written. Raises DiskFull, and leaves nothing, where the disk is full."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "remove_timezone": True,
        "default_date_format": Kind.DATE.value[0],
        "tmpdir": str(target.parent),
    }
    try:
        book = xlsxwriter.Workbook(str(target), options)
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {kind: book.add_format({"num_format": kind.value[0]}) for kind in Kind}
        quoted = book.add_format({"num_format": "@", "quote_prefix": True})
        written = 0
        for number, page in enumerate(_pages(rows), start=1):
            sheet = book.add_worksheet(DATA if number == 1 else f"{DATA} {number}")
            _head(sheet, columns, head, formats)
            n = 0
            for n, row in enumerate(page, start=1):
                _write_row(sheet, n, columns, row, formats, quoted)
            sheet.autofilter(0, 0, max(n, 1), len(columns) - 1)
            written += n
        _tell(book.add_worksheet(NOTES), about, written, head)
        book.close()
    except (OSError, FileCreateError) as failed:
        target.unlink(missing_ok=True)
        refuse_if_full(failed)
        raise
    return written


def write_csv(target: Path, *, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> int:
    """UTF-8 with BOM and semicolons, which Excel in Indonesian opens rightly."""
    written = 0
    try:
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file, delimiter=";")
            out.writerow([protected(column.title) for column in columns])
            for row in rows:
                out.writerow([_csv_text(value) for value in row])
                written += 1
    except OSError as failed:
        target.unlink(missing_ok=True)
        refuse_if_full(failed)
        raise
    return written


def _pages(rows: Iterable[Sequence[Any]]) -> Iterator[Iterator[Sequence[Any]]]:
    """Excel ends at row 1,048,576: what is more goes to a further sheet. Always at least one page."""
    waiting = iter(rows)
    left = [next(waiting, None)]

    def page() -> Iterator[Sequence[Any]]:
        for _ in range(ROWS_A_SHEET):
            if left[0] is None:
                return
            yield left[0]
            left[0] = next(waiting, None)

    yield page()
    while left[0] is not None:
        yield page()


def _head(sheet: Worksheet, columns: Sequence[Column], head: Format, formats: dict[Kind, Format]) -> None:
    for index, column in enumerate(columns):
        width = column.width or max(column.kind.value[1], min(len(column.title) + 2, 30))
        sheet.set_column(index, index, width, formats[column.kind])
        sheet.write_string(0, index, column.title, head)
    sheet.freeze_panes(1, 0)


def _write_row(
    sheet: Worksheet,
    line: int,
    columns: Sequence[Column],
    row: Sequence[Any],
    formats: dict[Kind, Format],
    quoted: Format,
) -> None:
    for index, (column, value) in enumerate(zip(columns, row, strict=True)):
        if value is None or value == "":
            continue
        style = formats[column.kind]
        if column.kind in (Kind.DATE, Kind.MOMENT) and isinstance(value, date):
            sheet.write_datetime(line, index, _local(value), style)
        elif column.kind in (Kind.RUPIAH, Kind.NUMBER) and not isinstance(value, str):
            sheet.write_number(line, index, value, style)
        else:
            text = _text(value, column.kind)
            # a text cell is no formula, but saved as CSV and opened again it would become one
            sheet.write_string(line, index, text, quoted if looks_like_formula(text) else style)


def _tell(sheet: Worksheet, about: About, written: int, head: Format) -> None:
    lines: list[tuple[str, str]] = [
        ("Judul", about.title),
        ("Dibuat oleh", about.made_by),
        ("Dibuat pada", _moment(about.made_at)),
        ("Tujuan", about.purpose),
        ("Jumlah baris", thousands(written)),
    ]
    if about.data_as_of:
        lines.append(("Data per", _moment(about.data_as_of)))
    if about.expires_at:
        lines.append(("Hapus sebelum", _moment(about.expires_at)))
    lines += [(f"Saringan: {name}", value) for name, value in about.filters] or [("Saringan", "tanpa saringan")]
    lines += [("Catatan", note) for note in (*about.notes, *([OF_PRACTICE] if settings.PRACTICE else ()))]
    lines.append(("Perhatian", "Berisi data pribadi yang dilindungi UU 27/2022. Jangan diteruskan tanpa dasar hukum."))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    for index, (name, value) in enumerate(lines):
        sheet.write_string(index, 0, name, head)
        sheet.write_string(index, 1, without_numbers(value))


def without_numbers(text: str) -> str:
    """A NIK somebody typed into a free text, shortened."""
    return _NIK.sub(_short, text)


_NIK = re.compile(r"\b\d{16}\b")
_short: Callable[[re.Match[str]], str] = lambda found: f"{found[0][:4]}••••••••{found[0][-4:]}"  # noqa: E731


def _text(value: Any, kind: Kind) -> str:
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if kind is Kind.NUMBER_AS_TEXT and isinstance(value, int):
        return f"{value:016d}"
    return str(value)


def _csv_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime):
        return _local(value).isoformat(sep=" ", timespec="minutes")
    return protected(str(value))


def _local(value: date | datetime) -> Any:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    return value


def _moment(value: date | datetime) -> str:
    local = _local(value)
    if not isinstance(local, datetime) or local.time() == time():
        return local.strftime("%d/%m/%Y")
    return local.strftime("%d/%m/%Y %H:%M")


def refuse_if_full(failed: Exception) -> None:
    """Raises DiskFull where that is what went wrong."""
    causes = [failed, failed.__cause__, failed.__context__, *failed.args]
    if any(isinstance(cause, OSError) and cause.errno in _FULL for cause in causes):
        raise DiskFull(
            "Ruang simpan server penuh, berkas tidak dibuat. Beri tahu pengelola server, lalu ulangi."
        ) from failed
