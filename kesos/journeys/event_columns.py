"""The columns of the monthly file of events; known to stand-ins too, which have no database."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from kesos.bulk.excel_out import Column, Kind
from kesos.journeys.ports import Told

ZONE = ZoneInfo("Asia/Jakarta")
# field of `Told`: the heading we write, and others that are read
FIELDS: dict[str, tuple[str, ...]] = {
    "number": ("ID", "Nomor peristiwa", "ID peristiwa"),
    "kind": ("JENIS", "Jenis peristiwa"),
    "issued_at": ("DITERBITKAN", "Tanggal terbit", "Tanggal diterbitkan"),
    "nik": ("NIK",),
    "full_name": ("NAMA", "Nama lengkap"),
    "birth_date": ("TANGGAL_LAHIR", "Tgl lahir"),
    "happened_on": ("TANGGAL_KEJADIAN", "Tanggal meninggal", "Tanggal pindah"),
    "kk": ("NO_KK", "Nomor KK"),
    "moving": ("ANGGOTA", "NIK anggota", "NIK yang pindah"),
    "region_code": ("KODE_WILAYAH", "Kode wilayah asal"),
    "to_region_code": ("KODE_WILAYAH_TUJUAN", "Kode tujuan"),
    "to_address": ("ALAMAT_TUJUAN",),
    "to_rt": ("RT_TUJUAN",),
    "to_rw": ("RW_TUJUAN",),
    "to_kk": ("NO_KK_BARU", "Nomor KK baru"),
    "corrects": ("MENGOREKSI", "Peristiwa yang dikoreksi"),
}
NUMBERS = ("nik", "kk", "to_kk")
COLUMNS = [Column(names[0], Kind.NUMBER_AS_TEXT if field in NUMBERS else Kind.TEXT) for field, names in FIELDS.items()]


def as_row(told: Told) -> Sequence[object]:
    """The other way round, for stand-ins and tests."""
    born, happened = (day.isoformat() if day else "" for day in (told.birth_date, told.happened_on))
    return [
        told.number, told.kind, told.issued_at.isoformat(), told.nik, told.full_name, born, happened,
        told.kk, " ".join(f"{nik:016d}" for nik in told.moving), told.region_code, told.to_region_code, told.to_address,
        told.to_rt, told.to_rw, told.to_kk, told.corrects,
    ]  # fmt: skip
