"""What real files hold comes through as text, and one can still tell what the cell was."""

import datetime

import pytest
import xlsxwriter

from kesos.bulk import csv_plain, csv_text, spreadsheets
from kesos.bulk.cells import BLANK, DATE, MOMENT, NUMBER, TEXT, csv_line
from kesos.bulk.limits import LIMITS, Limits
from tests.bulk.sheets import csv, read, xlsx

NIK = "9971031708800001"
DAY = datetime.date(1980, 8, 17)
MOMENT_1980 = datetime.datetime(1980, 8, 17, 13, 5)  # noqa: DTZ001 - cells have no time zone
LEAP_NIGHT = datetime.datetime(2024, 2, 29, 23, 59, 59)  # noqa: DTZ001


def test_a_nik_typed_as_a_number_is_told_to_be_a_number(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [["NIK"], [int(NIK)], [NIK]])

    _, number, text = read(file)

    assert (number.kind(0), text.kind(0)) == (NUMBER, TEXT)
    assert text.text(0) == NIK
    assert "E" not in number.text(0)


def test_a_nik_that_csv_shows_with_an_exponent_is_told_to_be_a_number(tmp_path):
    file = csv(tmp_path / "a.csv", f"NIK;Nama\n9,97103E+15;Siti\n{NIK};Budi\n")

    _, lost, whole = read(file)

    assert (lost.kind(0), lost.kind(1), whole.kind(0)) == (NUMBER, TEXT, TEXT)


def test_the_leading_apostrophe_of_excel_is_no_part_of_the_text(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [["NIK", "Nama"], [f"'{NIK}", "Ma'ruf 'Abdul"]])

    assert read(file)[1].texts == (NIK, "Ma'ruf 'Abdul")


def test_dates_come_as_date_cells_serials_and_texts(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [["Tgl"], [DAY], [29450], ["17/08/1980"], [MOMENT_1980]])

    cells = [(row.text(0), row.kind(0)) for row in read(file)[1:]]

    assert cells == [
        ("1980-08-17", DATE),
        ("29450", NUMBER),
        ("17/08/1980", TEXT),
        ("1980-08-17 13:05:00", MOMENT),
    ]


def test_of_a_formula_only_its_value_is_read(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [["A", "B"], [('="x"&"y"', "xy"), ("=1+1", 2)], ["=HYPERLINK(1)", "-1+2"]])

    _, values, texts = read(file)

    assert values.texts == ("xy", "2")
    assert texts.texts == ("=HYPERLINK(1)", "-1+2")


def test_blank_rows_are_left_out_and_lines_keep_their_number(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [["NIK", "Nama"], [], ["", "  "], [NIK, None], [0, ""]])

    rows = read(file)

    assert [row.line for row in rows] == [1, 4, 5]
    assert rows[1].kind(1) == BLANK
    assert rows[2].text(0) == "0"


def test_lists_all_sheets_and_offers_the_first_visible_one(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet("Rujukan")
        book.add_worksheet("Isi").activate()
        book.get_worksheet_by_name("Isi").set_first_sheet()
        book.get_worksheet_by_name("Rujukan").hide()

    told = spreadsheets.look(tmp_path / "a.xlsx")

    assert [(sheet.name, sheet.visible) for sheet in told.sheets] == [("Rujukan", False), ("Isi", True)]
    assert told.first_sheet == "Isi"


def test_reads_the_sheet_that_was_asked_for(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [["satu"]], [["dua"]])

    assert next(spreadsheets.rows(file, sheet="Lain")).texts == ("dua",)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("coded", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_finds_delimiter_and_encoding_of_a_csv(tmp_path, sign, coded):
    text = f'NIK{sign}Nama{sign}Alamat\n{NIK}{sign}Siti “Ibu” é{sign}"Jl. A{sign} No. 1"\n'
    file = csv(tmp_path / "a.csv", text, coded)

    assert read(file)[1].texts == (NIK, "Siti “Ibu” é", f"Jl. A{sign} No. 1")


def test_a_field_may_hold_line_ends_tabs_and_backslashes(tmp_path):
    odd = "Jl. A\nRT\t01\\02\x1f\x07"
    table = csv(tmp_path / "a.csv", f'a;b\n"{odd}";x\ny;z\n')
    book = xlsx(tmp_path / "a.xlsx", [["a", "b"], ["Jl. A\nRT\t01\\02", "x"], ["y", "z"]])

    assert [row.line for row in read(table)] == [1, 2, 4]
    assert read(table)[1].texts == read(book)[1].texts == ("Jl. A\nRT\t01\\02", "x")


def test_obeys_the_separator_that_excel_hints_at(tmp_path):
    file = csv(tmp_path / "a.csv", "sep=|\na|b\n1|2\n")

    assert [(row.line, row.texts) for row in read(file)] == [(2, ("a", "b")), (3, ("1", "2"))]


def test_goes_on_after_a_line(tmp_path):
    file = csv(tmp_path / "a.csv", "a\n1\n2\n3\n")

    assert [row.text(0) for row in read(file, after=2)] == ["2", "3"]


def test_both_readers_of_xlsx_tell_the_same(tmp_path):
    rows = [
        [],
        [None, "NIK", "Nama", "Tgl", "Ya"],
        [None, NIK, "Ma'ruf & <b>", DAY, True],
        [None, int(NIK), "  spasi ", LEAP_NIGHT, 0.1],
        [None, "", ('="a"&"b"', "ab"), 29450, 1e20],
    ]
    file = xlsx(tmp_path / "a.xlsx", rows)

    fast = list(spreadsheets.rows(file, sheet="Data"))
    slow = list(spreadsheets.rows(file, sheet="Data", limits=Limits(calamine_bytes=0)))

    def told(found):
        return [(row.line, [(row.text(i), row.kind(i)) for i in range(5)]) for row in found]

    assert told(fast) == told(slow)
    assert len(fast) == 4


@pytest.mark.parametrize(
    "text",
    [
        "a;b\n1;2\n\n;;\n3;4",
        "a;b\r\nJA'FAR;'123\r\n1E+15;2\r\n",
        "a;b\nx\\y;t\tab\n\x00;é\u2028\x85\n",
        'a;b\nplain;1\n"two\nlines";2\n"he said ""no""";3\n',
        "a;b\rold;mac\r",
        "sep=;\na;b\n1;2\n",
    ],
)
@pytest.mark.parametrize("block", [1, 7, 32_768])
@pytest.mark.parametrize("after", [0, 2])
def test_a_plain_csv_taken_by_the_block_reads_as_cell_by_cell(tmp_path, monkeypatch, text, block, after):
    file = tmp_path / "a.csv"
    file.write_bytes(text.encode())
    hinted = text.startswith("sep=")
    monkeypatch.setattr(csv_plain, "_BLOCK", block)

    by_block = list(csv_plain.copy_lines(file, "utf-8-sig", ";", LIMITS, hinted=hinted, after=after))

    with csv_text.opened(file, "utf-8-sig") as opened:
        lines = csv_text.Lines(opened, LIMITS.line_bytes)
        by_cell = list(csv_text.rows_of(lines, 1, ";", LIMITS, hinted=hinted))
    assert by_block == [row for line, values in by_cell if line > after and (row := csv_line(line, values))]
    assert by_block or after
