"""One kelurahan as the workbook an operator would send: heading rows merged, two sheets, some NIK as numbers."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import xlsxwriter

from kesos.demo.people.card_file import AT, HEADER

FIRST_LINE = 5  # two merged heading rows, an empty one, the column names


def write(path: Path, title: str, columns: list[list[str]], lost_digits: dict[int, str], day: date) -> None:
    """`lost_digits` names the rows whose NIK is stored as a number, with the NIK it was: Excel keeps fifteen digits."""
    book = xlsxwriter.Workbook(path)
    # the writer would put the moment of writing into the file
    book.set_properties({"title": title, "created": datetime.combine(day, time(), UTC)})
    heading = book.add_format({"bold": True, "align": "center"})
    sheet = book.add_worksheet("Data")
    sheet.merge_range(0, 0, 0, len(HEADER) - 1, title, heading)
    sheet.merge_range(1, 0, 1, len(HEADER) - 1, "BY NAME BY ADDRESS", heading)
    sheet.write_row(3, 0, HEADER, heading)
    for row, values in enumerate(zip(*columns, strict=True)):
        for at, value in enumerate(values):
            if at == AT["NIK"] and row in lost_digits:
                sheet.write_number(row + FIRST_LINE - 1, at, float(lost_digits[row][:15] + "0"))
            elif value:
                sheet.write_string(row + FIRST_LINE - 1, at, value)
    notes = book.add_worksheet("Keterangan")
    notes.write_column(0, 0, ["Data rekaan untuk peragaan.", "Semua orang di sini tidak nyata; NIK berawalan 99."])
    book.close()
