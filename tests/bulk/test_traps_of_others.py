"""Traps that other systems of this field fell into, for files: each test shows first that it would see the trap."""

import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from pyarrow import parquet
from python_calamine import CalamineWorkbook

from kesos.bulk import xlsx_stream
from kesos.bulk.excel_out import About, Column, Kind, write_csv, write_xlsx
from kesos.bulk.headings import DATA
from kesos.bulk.parquet_out import write_parquet
from tests.bulk.sheets import read, xlsx

ABOUT = About(title="Uji", made_by="Siti", made_at=datetime(2026, 11, 22, tzinfo=UTC), purpose="Menguji perangkap")
COLUMNS = [Column("NIK", Kind.NUMBER_AS_TEXT), Column("RT"), Column("Nama")]
ROW = ["0971031708800001", "007", "SULASTRI"]


def as_numbers(target: Path, lines: Iterable[list[Any]]) -> None:
    """What others do: whatever looks like a number becomes one."""
    with xlsxwriter.Workbook(str(target), {"strings_to_numbers": True}) as book:
        sheet = book.add_worksheet()
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, line)


def told(book: Path) -> list[Any]:
    return CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()[1][:2]


@pytest.mark.requirement("J-12")
def test_text_read_as_numbers_loses_no_leading_zero_on_the_way_out(tmp_path):
    as_numbers(tmp_path / "lain.xlsx", [["NIK", "RT", "Nama"], ROW])
    assert told(tmp_path / "lain.xlsx") != ROW[:2]  # the trap is seen

    write_xlsx(tmp_path / "kita.xlsx", columns=COLUMNS, rows=[ROW], about=ABOUT)
    write_csv(tmp_path / "kita.csv", columns=COLUMNS, rows=[ROW])
    write_parquet(tmp_path / "kita.parquet", columns=COLUMNS, rows=[ROW], about=ABOUT)

    assert told(tmp_path / "kita.xlsx") == ROW[:2]
    assert (tmp_path / "kita.csv").read_text("utf-8-sig").splitlines()[1] == ";".join(ROW)
    assert [*parquet.read_table(tmp_path / "kita.parquet").to_pylist()[0].values()] == ROW


@pytest.mark.requirement("J-12")
def test_text_read_as_numbers_loses_no_leading_zero_on_the_way_in(tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("NIK,RT,Nama\n" + ",".join(ROW) + "\n")
    book = xlsx(tmp_path / "a.xlsx", [["NIK", "RT", "Nama"], ROW])

    assert read(table)[1].texts == read(book)[1].texts == tuple(ROW)
    # a number cell has lost them before it came: it is told to be one, and no NIK is made of it
    lost = read(xlsx(tmp_path / "b.xlsx", [["NIK"], [9971031708800001.0]]))[1]
    assert lost.kinds == "n"


def a_book(path: Path, number: int) -> Path:
    write_xlsx(
        path, columns=COLUMNS, rows=([f"{n:016d}", "007", f"WARGA NOMOR {n}"] for n in range(number)), about=ABOUT
    )
    return path


def peak(act: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.requirement("J-12")
@pytest.mark.parametrize("form", ["xlsx", "csv", "parquet"])
def test_the_whole_workbook_in_memory_is_never_so_when_writing(tmp_path, form):
    def lines(number: int) -> Iterator[list[str]]:
        return ([f"{n:016d}", "007", f"WARGA NOMOR {n}"] for n in range(number))

    write: dict[str, Callable[[int], object]] = {
        "xlsx": lambda n: write_xlsx(tmp_path / "a.xlsx", columns=COLUMNS, rows=lines(n), about=ABOUT),
        "csv": lambda n: write_csv(tmp_path / "a.csv", columns=COLUMNS, rows=lines(n)),
        "parquet": lambda n: write_parquet(tmp_path / "a.parquet", columns=COLUMNS, rows=lines(n), about=ABOUT),
    }
    write[form](10)  # what is read in once does not count

    few, many = peak(lambda: write[form](20_000)), peak(lambda: write[form](60_000))
    held = peak(lambda: list(lines(60_000)))

    assert held > 12_000_000  # the trap is seen
    assert many < few + held / 6


@pytest.mark.requirement("J-12")
def test_the_whole_workbook_in_memory_is_never_so_when_reading(tmp_path):
    """By the reader of large workbooks; a small one may stand whole in the child's bounded memory."""
    books = {n: a_book(tmp_path / f"{n}.xlsx", n) for n in (4_000, 24_000)}
    read_through = {n: lambda book=book: sum(1 for _ in xlsx_stream.rows(book, DATA)) for n, book in books.items()}

    few, many = peak(read_through[4_000]), peak(read_through[24_000])
    held = peak(lambda: list(xlsx_stream.rows(books[24_000], DATA)))

    assert held > 8_000_000  # the trap is seen
    assert many < few + held / 6
