"""The columns of an extract or a list, found by their headings; a missing one is named."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from kesos.bulk.headings import plain
from kesos.foundation.errors import Refused
from kesos.padan.engines.duck import listed

POPULATION: Mapping[str, tuple[str, ...]] = {
    "nik": ("nik", "nomor induk kependudukan", "no nik"),
    "name": ("nama lengkap", "nama", "nama lgkp"),
    "birth": ("tanggal lahir", "tgl lahir", "tgl lhr"),
    "sex": ("jenis kelamin", "jk", "jenis klmin"),
    "region": ("kode wilayah", "kode desa", "kode kelurahan"),
    "alive": ("status hidup", "hidup", "status"),
    "death": ("tanggal meninggal", "tgl meninggal"),
}
LIST: Mapping[str, tuple[str, ...]] = {
    "nik": POPULATION["nik"],
    "name": (*POPULATION["name"], "nama penerima"),
    "region": POPULATION["region"],
}
MUST = {"population": ("nik", "name", "birth", "sex", "region", "alive"), "list": ("nik",)}
KNOWN = {"population": POPULATION, "list": LIST}
WRITTEN = {
    "nik": "NIK", "name": "Nama lengkap", "birth": "Tanggal lahir", "sex": "Jenis kelamin", "region": "Kode wilayah",
    "alive": "Status hidup",
}  # fmt: skip


class Unreadable(Refused):
    """The file is no table, is cut off in the middle, or lacks a column."""

    code = "extract_unreadable"


def sent(connection: duckdb.DuckDBPyConnection, files: Sequence[Path], kind: str) -> str:
    """A select of `sent_nik`, `name`, `sent_birth`, `sent_sex`, `sent_region`, `sent_alive`, `sent_death`, all text."""
    source = _source(files)
    try:
        labels = [row[0] for row in connection.execute(f"describe select * from {source}").fetchall()]
    except duckdb.Error as fault:
        raise Unreadable(why(fault)) from fault
    found = {plain(label): label for label in labels}
    columns = {
        field: next((found[name] for name in names if name in found), None) for field, names in KNOWN[kind].items()
    }
    if lost := [WRITTEN[field] for field in MUST[kind] if columns[field] is None]:
        raise Unreadable(
            f"Kolom {', '.join(lost)} tidak ada. Judul yang terbaca: {', '.join(labels[:12])}. "
            "Minta berkas dengan kolom itu, lalu kirim lagi."
        )
    each = [
        f'cast("{column}" as varchar)' if (column := columns.get(field)) else "cast(null as varchar)"
        for field in POPULATION
    ]
    names = ("sent_nik", "name", "sent_birth", "sent_sex", "sent_region", "sent_alive", "sent_death")
    chosen = ", ".join(f"{text} as {name}" for text, name in zip(each, names, strict=True))
    return f"select {chosen} from {source}"


def why(fault: duckdb.Error) -> str:
    """What DuckDB says of a file, as a sentence for who sent it."""
    told = str(fault)
    line = next((part.split()[0].rstrip(".:") for part in told.split("Line: ")[1:2]), "")
    if "Parquet" in told or "parquet" in told or "magic bytes" in told:
        return "Berkas Parquet rusak atau terpotong. Salin ulang dari pengirim, lalu kirim lagi."
    where = f" pada baris {line}" if line.isdigit() else ""
    return f"Berkas tidak terbaca sebagai tabel{where}: mungkin terpotong. Salin ulang dari pengirim, lalu kirim lagi."


def _source(files: Sequence[Path]) -> str:
    if all(file.suffix == ".parquet" for file in files):
        return f"read_parquet({listed(files)})"
    heads = {_first_line(file) for file in files}
    if len(heads) != 1:
        raise Unreadable("Judul kolom berkas-berkas ini berlainan. Kirim berkas yang susunannya sama.")
    (head,) = heads
    sign = max(",;|\t", key=head.count)
    labels = [label.strip().strip('"') for label in head.split(sign)]
    if len(set(labels)) != len(labels):
        raise Unreadable("Ada judul kolom yang sama dua kali. Beri nama yang berbeda, lalu kirim lagi.")
    # nothing is guessed: text all the way, so that leading zeros and long numbers stay as they were sent
    columns = ", ".join("'{}': 'varchar'".format(label.replace("'", "''")) for label in labels)
    return (
        f"read_csv({listed(files)}, auto_detect = false, header = true, delim = '{sign}', quote = '\"', escape = '\"',"
        f" null_padding = false, strict_mode = true, columns = {{{columns}}})"
    )


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig") as rows:
            line = rows.readline(1 << 16).strip()
    except UnicodeDecodeError as fault:
        raise Unreadable("Berkas bukan teks UTF-8. Simpan ulang sebagai CSV UTF-8, lalu kirim lagi.") from fault
    if not line:
        raise Unreadable("Berkas kosong. Salin ulang dari pengirim, lalu kirim lagi.")
    return line
