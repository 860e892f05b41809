"""The heading is found by its names, wherever the sender put it."""

import pytest

from kesos.bulk.cells import Row
from kesos.bulk.headings import find_heading
from kesos.bulk.refusals import Unreadable

KNOWN = {
    "nik": ["NIK", "Nomor Induk Kependudukan"],
    "kk": ["No. KK", "Nomor KK"],
    "name": ["Nama", "Nama Lengkap"],
    "born": ["Tanggal Lahir", "Tgl Lahir"],
}


def table(*rows: list[str], first: int = 1) -> list[Row]:
    return [Row(line, tuple(row)) for line, row in enumerate(rows, start=first)]


def test_finds_the_heading_below_a_title():
    rows = table(["DAFTAR PENERIMA"], ["Kelurahan Contoh"], ["No", "NIK", "nama_lengkap *"], ["1", "x", "Siti"])

    found = find_heading(rows, KNOWN)

    assert (found.line, found.data_from, dict(found.columns)) == (3, 4, {"nik": 1, "name": 2})
    assert found.unknown == ["No"]


def test_a_heading_over_two_rows_with_merged_cells_counts_as_one():
    rows = table(["No", "Identitas", "", "Tgl Lahir"], ["", "NIK", "Nama", ""], ["1", "x", "Siti", "y"])

    found = find_heading(rows, KNOWN)

    assert dict(found.columns) == {"nik": 1, "name": 2, "born": 3}
    assert found.data_from == 3


def test_the_row_that_counts_the_columns_is_no_data():
    rows = table(["NIK", "Nama"], ["(1)", "(2)"], ["x", "Siti"])

    assert find_heading(rows, KNOWN).data_from == 3


def test_of_two_columns_with_one_name_the_first_counts():
    assert dict(find_heading(table(["NIK", "Nama", "NIK"]), KNOWN).columns) == {"nik": 0, "name": 1}


def test_the_reason_column_of_a_rejects_file_is_no_unknown_column():
    assert find_heading(table(["NIK", "Alasan"]), KNOWN).unknown == []


def test_refuses_a_table_without_heading_and_names_what_was_sought():
    with pytest.raises(Unreadable) as caught:
        find_heading(table(["9971031708800001", "Siti"]), KNOWN)

    assert caught.value.code == "heading_missing"
    assert "«NIK»" in caught.value.sentence
