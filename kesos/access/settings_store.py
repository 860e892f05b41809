"""Limits by decision: read at a moment, never a constant."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

SMALLEST_SHOWN = "privacy.smallest_shown"


@dataclass(frozen=True, slots=True)
class Limit:
    """What a setting is called, and between which numbers it makes sense."""

    label: str
    least: int
    most: int


LIMITS = {
    "session.idle_minutes": Limit("Sesi berakhir bila tidak dipakai (menit)", 5, 240),
    "session.warn_minutes": Limit("Peringatan sebelum sesi berakhir (menit)", 1, 30),
    "session.absolute_minutes": Limit("Sesi paling lama (menit)", 60, 1440),
    "staff_session.max_minutes": Limit("Sesi petugas paling lama (menit)", 5, 240),
    SMALLEST_SHOWN: Limit("Angka terkecil yang ditampilkan dalam rekap dan peta", 3, 20),
    "lockout.failures": Limit("Kata sandi salah sebelum dikunci", 3, 20),
    "lockout.minutes": Limit("Lama dikunci (menit)", 5, 1440),
    "login_link.minutes": Limit("Tautan masuk demo berlaku (menit)", 1, 60),
    "invitation.hours": Limit("Undangan berlaku (jam)", 1, 336),
    "token.max_days": Limit("Token API paling lama (hari)", 1, 732),
    "api.idempotency_hours": Limit("Jawaban API untuk permintaan berulang disimpan (jam)", 1, 720),
    "registry.look_across_an_hour": Limit("Pencarian lintas wilayah tiap petugas (per jam)", 1, 500),
    "registry.same_name_percent": Limit(
        "Kemiripan nama sejak NIK yang sama dianggap satu orang (%); separuhnya bila tanggal lahirnya sama", 20, 100
    ),
    "registry.doubles_percent": Limit("Baris ganda paling banyak dalam satu berkas impor (%)", 0, 50),
    "registry.old_after_days": Limit("Data warga dianggap lama sesudah (hari)", 7, 3660),
    "evidence.photo_far_metres": Limit("Jarak foto dari titik rumah sebelum disebut jauh (m)", 20, 10000),
    "evidence.boundary_slack_metres": Limit("Kelonggaran batas kelurahan untuk titik rumah (m)", 0, 5000),
    "portal.wrong_tries_an_hour": Limit("Data salah di pendaftaran warga dari satu alamat (per jam)", 3, 500),
    "portal.wrong_tries_a_number": Limit("Data salah di pendaftaran warga untuk satu NIK atau akun (per jam)", 2, 50),
    "portal.searches_an_hour": Limit("Pencarian penerima oleh satu akun warga (per jam)", 5, 500),
    "portal.counter_code_hours": Limit("Kode akun dari loket berlaku (jam)", 1, 336),
    "objection.file_working_days": Limit("Mengajukan keberatan paling lambat (hari kerja; perlu diverifikasi)", 1, 90),
    "objection.answer_working_days": Limit("Menjawab keberatan paling lambat (hari kerja; perlu diverifikasi)", 1, 90),
    "figures.recipients_minutes": Limit("Jumlah penerima tiap kelurahan dihitung ulang sesudah (menit)", 1, 1440),
    "figures.doubles_minutes": Limit("Bantuan ganda satu kabupaten/kota dihitung ulang sesudah (menit)", 1, 2880),
    "api.requests_a_minute": Limit("Permintaan API tiap token (per menit)", 10, 60000),
}


class SettingMissing(LookupError):
    """A limit the program needs has no value on this day; `kesos database prepare` loads the first ones."""


# as a statement, not built anew: several are read for every request
IN_FORCE = """
select s.value from access_setting s
where s.key = %(key)s and s.valid_from <= %(at)s and (s.valid_to is null or s.valid_to > %(at)s)
order by s.id limit 1
"""


def text(key: str, *, at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE, {"key": key, "at": at})
        found = cursor.fetchone()
    if found is None:
        raise SettingMissing(f"{key} on {timezone.localdate(at)}")
    return str(found[0])


def number(key: str, *, at: datetime) -> int:
    return int(text(key, at=at))


def minutes(key: str, *, at: datetime) -> timedelta:
    return timedelta(minutes=number(key, at=at))


def least_shown(at: datetime) -> int:
    """The smallest number of people a recap, a map or a what-if tells; below it stands that it is less."""
    return number(SMALLEST_SHOWN, at=at)
