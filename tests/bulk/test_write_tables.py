"""What people take away opens in Excel with whole NIKs, says what it is, and runs nothing."""

import datetime
import subprocess
import sys
import zipfile

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kesos.bulk import excel_out
from kesos.bulk.cells import DATE, NUMBER, TEXT, clean
from kesos.bulk.excel_out import About, Column, Kind
from kesos.bulk.protect import protected
from kesos.bulk.rejects import Rejected, write_rejects
from kesos.bulk.spreadsheets import look, rows
from tests.bulk.sheets import read, xlsx

AT = datetime.datetime(2026, 11, 22, 3, 30, tzinfo=datetime.UTC)
ABOUT = About(
    title="BNBA Kelurahan Contoh",
    made_by="Siti Aminah (operator)",
    made_at=AT,
    purpose="Penyaluran November, nomor 9971031708800001",
    filters=[("Wilayah", "Kelurahan Contoh"), ("Bulan", "November 2026")],
    data_as_of=datetime.date(2026, 11, 20),
)
COLUMNS = [
    Column("NIK", Kind.NUMBER_AS_TEXT),
    Column("Nama"),
    Column("Tanggal lahir", Kind.DATE),
    Column("Bantuan", Kind.RUPIAH),
    Column("Aktif", Kind.YES_NO),
]
ROW = (9971031708800001, "Ma'ruf <b>", datetime.date(1980, 8, 17), 600000, True)


def test_nik_is_text_dates_are_dates_and_money_is_a_number(tmp_path):
    file = tmp_path / "a.xlsx"

    written = excel_out.write_xlsx(file, columns=COLUMNS, rows=[ROW, (None, "", None, None, False)], about=ABOUT)

    row = read(file)[1]
    assert written == 2
    assert row.texts == ("9971031708800001", "Ma'ruf <b>", "1980-08-17", "600000", "Ya")
    assert row.kinds == TEXT + TEXT + DATE + NUMBER + TEXT


def test_the_sheet_keterangan_tells_filter_time_user_purpose_and_count_without_a_nik(tmp_path):
    file = tmp_path / "a.xlsx"
    excel_out.write_xlsx(file, columns=COLUMNS, rows=[ROW], about=ABOUT)

    told = {row.text(0): row.text(1) for row in rows(file, sheet="Keterangan")}

    assert told["Dibuat oleh"] == "Siti Aminah (operator)"
    assert told["Dibuat pada"] == "22/11/2026 10:30"
    assert told["Tujuan"] == "Penyaluran November, nomor 9971••••••••0001"
    assert told["Jumlah baris"] == "1"
    assert told["Data per"] == "20/11/2026"
    assert told["Saringan: Wilayah"] == "Kelurahan Contoh"


def test_head_is_frozen_and_filtered(tmp_path):
    file = tmp_path / "a.xlsx"
    excel_out.write_xlsx(file, columns=COLUMNS, rows=[ROW], about=ABOUT)

    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:E2"' in sheet


def test_more_rows_than_a_sheet_holds_go_to_the_next_one(tmp_path, monkeypatch):
    monkeypatch.setattr(excel_out, "ROWS_A_SHEET", 2)
    file = tmp_path / "a.xlsx"

    written = excel_out.write_xlsx(file, columns=[Column("N")], rows=([str(n)] for n in range(5)), about=ABOUT)

    assert written == 5
    assert [sheet.name for sheet in look(file).sheets] == ["Data", "Data 2", "Data 3", "Keterangan"]
    assert [row.text(0) for row in rows(file, sheet="Data 3")] == ["N", "4"]


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1"])
def test_no_text_becomes_a_formula(tmp_path, text):
    book, table = tmp_path / "a.xlsx", tmp_path / "a.csv"
    excel_out.write_xlsx(book, columns=[Column("N")], rows=[[text]], about=ABOUT)
    excel_out.write_csv(table, columns=[Column("N")], rows=[[text]])

    with zipfile.ZipFile(book) as archive:
        sheet, styles = archive.read("xl/worksheets/sheet1.xml").decode(), archive.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles
    assert table.read_text("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))))
def test_what_protection_adds_reading_takes_off(text):
    # a text that itself begins with the marker is not told apart from a marked one
    assert clean(protected(text)) == clean(text)


def test_a_full_disk_leaves_a_sentence_and_no_file(tmp_path):
    script = f"""
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
from kesos.bulk.excel_out import *
about = About("t", "s", datetime.now(UTC), "p")
import django
from django.conf import settings
settings.configure(USE_TZ=True, TIME_ZONE="Asia/Jakarta")
rows = ((str(n) * 9,) for n in range(100_000))
for write in (lambda t: write_xlsx(t, columns=[Column("N")], rows=rows, about=about),
              lambda t: write_csv(t, columns=[Column("N")], rows=rows)):
    try:
        write(Path({str(tmp_path)!r}) / "a")
    except DiskFull as full:
        print(full.sentence)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert done.stdout.count("Ruang simpan server penuh") == 2, done.stderr
    assert not (tmp_path / "a").exists()


def test_wrong_rows_go_back_mendable_and_come_in_again(tmp_path):
    sent = xlsx(
        tmp_path / "a.xlsx",
        [["NIK", "Nama", "Tgl lahir", "Alasan"], [9971031708800001, "=Siti", datetime.date(1980, 8, 17), "lama"]],
    )
    heading, wrong = read(sent)
    back = tmp_path / "tolak.xlsx"

    write_rejects(
        back,
        labels=heading.texts,
        rejected=[Rejected(wrong, ["NIK tersimpan sebagai angka; ketik ulang sebagai teks."])],
        about=ABOUT,
    )

    labels, row = read(back)
    assert labels.texts == ("NIK", "Nama", "Tgl lahir", "Alasan")
    assert row.texts[1:] == ("=Siti", "1980-08-17", "NIK tersimpan sebagai angka; ketik ulang sebagai teks.")
    assert (row.kind(0), row.kind(2)) == (TEXT, DATE)


@pytest.mark.django_db
def test_what_is_read_whole_is_planned_whole():
    """A cursor is planned for its first tenth; the faults of a large file then cost the square of their number."""
    told = "select current_setting('cursor_tuple_fraction')"
    with connection.cursor() as cursor:
        cursor.execute(told)
        assert cursor.fetchone() == ("0.1",)

    assert list(excel_out.stream(told)) == [("1",)]
