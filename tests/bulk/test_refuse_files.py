"""A file that is no table, or a trap, is refused with a sentence that says how to mend it."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from kesos.bulk import spreadsheets
from kesos.bulk.limits import MB, Limits
from kesos.bulk.refusals import SENTENCES, Unreadable
from tests.bulk.sheets import csv, read, xlsx


def refusal(file: Path, **more: object) -> str:
    with pytest.raises(Unreadable) as caught:
        list(spreadsheets.rows(file, sheet=spreadsheets.look(file).first_sheet, **more))
    return caught.value.code


def zipped(path: Path, **entries: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/"), data)
    return path


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    return out.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.7 ...", "not_a_spreadsheet"),
        (jpeg(), "not_a_spreadsheet"),
        (b"\x00\x01\x02" * 100, "not_a_spreadsheet"),
        (OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "workbook_locked"),
        (OLE + b"\0" * 512 + "Workbook".encode("utf-16-le"), "workbook_old"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><table><tr><td>NIK", "web_page"),
        (b"PK\x03\x04" + b"\0" * 100, "workbook_broken"),
    ],
)
def test_refuses_by_content_whatever_the_name_says(tmp_path, content, code):
    file = tmp_path / "penerima.xlsx"
    file.write_bytes(content)

    assert refusal(file) == code


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"word__document.xml": b"<x/>"}, "not_a_spreadsheet"),
        ({"foto.jpg": b"x"}, "not_a_spreadsheet"),
        ({"xl__workbook.bin": b"x"}, "workbook_binary"),
        ({"mimetype": b"application/vnd.oasis", "content.xml": b"<x/>"}, "workbook_opendocument"),
        ({"xl__workbook.xml": b"not xml at all"}, "workbook_broken"),
    ],
)
def test_refuses_other_archives_each_with_its_sentence(tmp_path, entries, code):
    assert refusal(zipped(tmp_path / "a.xlsx", **entries)) == code


def test_refuses_a_bomb_by_its_directory_before_unpacking(tmp_path):
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (200 * MB))

    assert file.stat().st_size < MB
    assert refusal(file) == "workbook_bomb"


def test_refuses_a_bomb_whose_directory_lies(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [["NIK"], ["1"]])
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"0" * (50 * MB))
    _lie_about_size(file, "xl/media/image1.png", 1000)

    assert refusal(file) == "workbook_broken"


def test_refuses_too_many_entries(tmp_path):
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        for n in range(2_100):
            archive.writestr(f"xl/{n}", b"")

    assert refusal(file) == "workbook_bomb"


def test_entities_never_explode(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    file = xlsx(tmp_path / "a.xlsx", [["NIK"]])
    _replace(file, "xl/worksheets/sheet1.xml", bomb)

    with pytest.raises(Unreadable) as caught:
        list(spreadsheets.rows(file, sheet="Data", limits=Limits(calamine_bytes=0)))

    assert caught.value.code == "workbook_broken"


def test_one_cell_in_the_far_corner_does_not_fill_the_memory(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [["NIK"], ["1"]])
    corner = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>NIK</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData></worksheet>'
    )
    _replace(file, "xl/worksheets/sheet1.xml", corner)

    assert refusal(file) == "too_many_columns"


def test_a_reader_that_gets_too_little_memory_ends_with_a_sentence(tmp_path):
    file = csv(tmp_path / "a.csv", "a;b\n" + "1;2\n" * 10)

    assert refusal(file, limits=Limits(memory_bytes=8 * MB)) == "file_too_large"


def test_refuses_a_quote_that_never_closes_and_names_its_line(tmp_path):
    file = csv(tmp_path / "a.csv", 'a;b\n1;2\n"tidak ditutup;3\n' + "x;y\n" * 20_000)

    with pytest.raises(Unreadable) as caught:
        read(file)

    assert caught.value.code == "line_too_long"
    assert "Baris 3 " in caught.value.sentence


def test_refuses_a_file_without_line_ends_without_reading_it_whole(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"x" * (20 * MB))

    assert refusal(file) == "line_too_long"


def test_refuses_a_sheet_that_is_not_there_and_names_those_that_are(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [["NIK"]], [["NIK"]])

    with pytest.raises(Unreadable) as caught:
        list(spreadsheets.rows(file, sheet="Maret"))

    assert "Data, Lain" in caught.value.sentence


def test_every_refusal_says_what_to_do():
    remedies = ("unggah", "Unggah", "simpan", "Simpan", "Hapus", "Periksa", "ada:", "dicari")

    assert [code for code, text in SENTENCES.items() if not any(word in text for word in remedies)] == []


def _lie_about_size(file: Path, name: str, told: int) -> None:
    """Write another unpacked size into the directory and the entry's own header."""
    data = bytearray(file.read_bytes())
    at = data.rfind(name.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<I", data, at + 24, told)
    here = struct.unpack_from("<I", data, at + 42)[0]
    struct.pack_into("<I", data, here + 22, told)
    file.write_bytes(bytes(data))


def _replace(file: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(file) as archive:
        kept = {entry: archive.read(entry) for entry in archive.namelist()}
    kept[name] = content
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in kept.items():
            archive.writestr(entry, data)
