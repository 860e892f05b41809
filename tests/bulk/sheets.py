"""Spreadsheets made on the fly, with what real ones hold."""

from pathlib import Path
from typing import Any

import xlsxwriter

from kesos.bulk import spreadsheets
from kesos.bulk.cells import Row


def xlsx(path: Path, *sheets: list[list[Any]], names: tuple[str, ...] = ("Data", "Lain", "Tiga")) -> Path:
    """Lists of rows; a date is written as a date, a float or int as a number, a `(formula, value)` as a formula."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in zip(names, sheets, strict=False):
            page = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if isinstance(value, tuple):
                        page.write_formula(r, c, value[0], None, value[1])
                    elif isinstance(value, str):
                        page.write_string(r, c, value)
                    elif value is not None:
                        page.write(r, c, value)
    return path


def csv(path: Path, text: str, coded: str = "utf-8") -> Path:
    path.write_bytes(text.encode(coded))
    return path


def read(path: Path, **more: Any) -> list[Row]:
    """All rows of the first sheet a person sees."""
    return list(spreadsheets.rows(path, sheet=spreadsheets.look(path).first_sheet, **more))
