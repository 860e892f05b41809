"""The two files of an evaluation, as text: a leading zero stays, and what cannot be right is said in a sentence."""

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc

from kesos.foundation.errors import Refused
from kesos.padan.linkage.cleaning import COLUMNS

_SIGNS = (",", ";", "\t")
_ROW = re.compile(r"Row #(\d+)")
_WIDTH = re.compile(r"Expected (\d+) columns, got (\d+)")


def people(path: Path) -> pa.Table:
    """Those of COLUMNS, and `id`: the number of the row, the first below the headings is 1."""
    table = _table(path, "orang")
    names = [name.strip().strip("\ufeff").lower() for name in table.column_names]
    if missing := [name for name in COLUMNS if name not in names]:
        raise Refused(f"Berkas {path.name} tidak mempunyai kolom {', '.join(missing)}.", code="missing_column")
    if twice := sorted({name for name in names if name in COLUMNS and names.count(name) > 1}):
        raise Refused(f"Kolom {', '.join(twice)} ada dua kali di {path.name}; sisakan satu.", code="column_twice")
    found = table.rename_columns([f"{at}.{name}" for at, name in enumerate(names)])
    kept = {name: found.column(names.index(name)) for name in COLUMNS}
    return pa.table({"id": pa.array(range(1, table.num_rows + 1), pa.int64()), **kept})


def truth(path: Path, *, rows: int) -> list[tuple[int, int]]:
    """Pairs of row numbers: a double and its original."""
    table = _table(path, "kebenaran")
    if table.num_columns < 2:
        raise Refused(f"Berkas {path.name} harus berkolom dua: baris ganda dan baris asalnya.", code="truth_columns")
    if None not in map(_row_number, table.column_names[:2]):
        raise Refused(
            f"Baris pertama {path.name} berisi nomor, bukan judul kolom. Tambahkan judul di atasnya.", code="no_heading"
        )
    found = []
    columns = (table.column(0).to_pylist(), table.column(1).to_pylist())
    for line, (double, original) in enumerate(zip(*columns, strict=True), start=2):
        one, other = _row_number(double), _row_number(original)
        if one is None or other is None:
            raise Refused(f"Baris {line} di {path.name} bukan dua nomor baris.", code="truth_number")
        if not (1 <= one <= rows and 1 <= other <= rows):
            raise Refused(
                f"Baris {line} di {path.name} menunjuk baris {one} dan {other}; berkas orang berisi {rows} baris.",
                code="truth_range",
            )
        if one == other:
            raise Refused(f"Baris {line} di {path.name} menyebut baris {one} ganda dari dirinya.", code="truth_itself")
        found.append((one, other))
    return found


def _row_number(text: str) -> int | None:
    bare = text.strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 12 else None


def _table(path: Path, what: str) -> pa.Table:
    start = _start(path, what)
    if not start.strip():
        raise Refused(f"Berkas {path.name} kosong.", code="file_empty")
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04")) or b"\0" in start:
        raise Refused(f"Berkas {path.name} bukan CSV berkode UTF-8. Simpan sebagai CSV UTF-8.", code="not_utf8")
    heading = start.split(b"\n", 1)[0].decode("utf-8", errors="replace")
    sign = max(_SIGNS, key=heading.count)
    names = _headings(path, heading, sign)
    try:
        table = pc.read_csv(
            path,
            read_options=pc.ReadOptions(block_size=1 << 24),
            parse_options=pc.ParseOptions(delimiter=sign, newlines_in_values=True),
            convert_options=pc.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=True
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError) as broken:
        raise Refused(_sentence(path, str(broken)), code="unreadable") from broken
    if table.num_rows == 0:
        raise Refused(f"Berkas {path.name} hanya berisi judul kolom.", code="no_rows")
    return table


def _start(path: Path, what: str) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise Refused(f"{path} bukan berkas biasa; sebut berkas CSV {what}.", code="no_file")
        with path.open("rb") as file:
            return file.read(1 << 16)
    except PermissionError as closed:
        raise Refused(f"Berkas {what} {path} tidak boleh dibaca oleh pengguna ini.", code="file_closed") from closed
    except OSError as lost:
        raise Refused(f"Berkas {what} {path} tidak ada.", code="no_file") from lost


def _headings(path: Path, heading: str, sign: str) -> list[str]:
    try:
        first = pc.read_csv(
            pa.BufferReader(heading.strip("\r\n").encode() + b"\n"), parse_options=pc.ParseOptions(delimiter=sign)
        )
    except pa.ArrowInvalid as broken:
        raise Refused(f"Judul kolom {path.name} tidak terbaca.", code="unreadable") from broken
    return list(first.column_names)


def _sentence(path: Path, told: str) -> str:
    if "UTF8" in told:
        return f"Berkas {path.name} bukan UTF-8: ada huruf yang tidak terbaca. Simpan sebagai CSV UTF-8."
    row, width = _ROW.search(told), _WIDTH.search(told)
    if width:
        where = f"Baris {row[1]} di {path.name}" if row else f"Sebuah baris di {path.name}"
        return f"{where} berisi {width[2]} kolom, bukan {width[1]}: berkas terpotong atau rusak. Ambil lagi berkasnya."
    return f"Berkas {path.name} tidak terbaca sebagai CSV: terpotong, atau ada tanda kutip yang tidak ditutup."
