"""The reading child: one file, one sheet, rows to standard output. No Django here, and little memory.

Started by `spreadsheets` as `python -m kesos.bulk.reader {json}`. Whatever a hostile file does to a parser, it
does to a process that has nothing, knows nothing and may use only so much memory and time.
"""

import contextlib
import json
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kesos.bulk import csv_plain, csv_text, xlsx_stream, zipcheck
from kesos.bulk.cells import copy_line
from kesos.bulk.limits import Limits
from kesos.bulk.refusals import Unreadable
from kesos.bulk.sniff import table_format

REFUSED = 3
_PIECE, _PIECE_CHARACTERS = 256, 1_000_000


@dataclass(frozen=True, slots=True)
class Task:
    """`act` is "look" (format and sheets) or "rows" (lines of COPY after line `after`)."""

    act: str
    path: str
    sheet: str
    after: int
    limits: Limits

    @classmethod
    def from_json(cls, text: str) -> "Task":
        told = json.loads(text)
        return cls(**{**told, "limits": Limits(**told["limits"])})

    def to_json(self) -> str:
        return json.dumps(asdict(self))


def look(task: Task) -> dict[str, Any]:
    path = Path(task.path)
    kind = table_format(path, task.limits)
    if kind == "csv":
        coded = csv_text.encoding(path)
        sign, _ = csv_text.delimiter(path, coded)
        return {"format": kind, "encoding": coded, "delimiter": sign, "sheets": []}
    zipcheck.check(path, task.limits)
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    with _workbook(path) as book:
        sheets = [
            {"name": told.name, "visible": told.visible == SheetVisibleEnum.Visible}
            for told in book.sheets_metadata
            if told.typ == SheetTypeEnum.WorkSheet
        ]
    return {"format": kind, "encoding": "", "delimiter": "", "sheets": sheets}


def rows(task: Task) -> Iterator[str]:
    path = Path(task.path)
    if table_format(path, task.limits) == "csv":
        coded = csv_text.encoding(path)
        sign, hinted = csv_text.delimiter(path, coded)
        yield from csv_plain.copy_lines(path, coded, sign, task.limits, hinted=hinted, after=task.after)
        return
    for line, values in _workbook_rows(path, task.sheet, task.limits):
        if line > task.after:
            if len(values) > task.limits.columns and any(value != "" for value in values[task.limits.columns :]):
                raise Unreadable("too_many_columns", columns=task.limits.columns)
            if text := copy_line(line, values[: task.limits.columns]):
                yield text


def _workbook_rows(path: Path, sheet: str, limits: Limits) -> Iterator[tuple[int, list[Any]]]:
    size = zipcheck.check(path, limits)
    if size > limits.calamine_bytes:
        yield from xlsx_stream.rows(path, sheet)
        return
    with _workbook(path) as book:
        if sheet not in book.sheet_names:
            raise Unreadable("sheet_missing", sheet=sheet, sheets=", ".join(book.sheet_names))
        page = book.get_sheet_by_name(sheet)
        if page.start is None or page.end is None:
            return
        left = [""] * page.start[1]  # calamine begins at the first used column, people count from A
        for line, values in enumerate(page.iter_rows(), start=1):
            yield line, left + values


@contextlib.contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            yield book
    except PasswordError as locked:
        raise Unreadable("workbook_locked") from locked
    except CalamineError as broken:
        raise Unreadable("workbook_broken") from broken


def main() -> int:
    task = Task.from_json(sys.argv[1])
    _bounded(task.limits)
    out = sys.stdout
    out.reconfigure(encoding="utf-8", newline="\n", errors="replace")  # type: ignore[union-attr]
    try:
        if task.act == "look":
            out.write(json.dumps(look(task)))
        else:
            for some in _pieces(rows(task)):
                out.write("".join(some))
        out.flush()
    except Unreadable as refusal:
        sys.stderr.write(json.dumps({"code": refusal.code, "details": refusal.details}))
        return REFUSED
    except MemoryError:
        sys.stderr.write(json.dumps({"code": "file_too_large", "details": {}}))
        return REFUSED
    return 0


def _pieces(lines: Iterator[str]) -> Iterator[list[str]]:
    """Many short rows at a time, few long ones."""
    held: list[str] = []
    size = 0
    for text in lines:
        held.append(text)
        size += len(text)
        if len(held) >= _PIECE or size >= _PIECE_CHARACTERS:
            yield held
            held, size = [], 0
    yield held


def _bounded(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 5))
    # macOS knows no limit on address space
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))


if __name__ == "__main__":
    sys.exit(main())
