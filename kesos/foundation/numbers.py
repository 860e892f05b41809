"""NIK and No KK: sixteen digits as a person reads them, a bigint as the database keeps them.

Structure (a fault, refused) is told apart from consistency (a warning, never refused alone): only
Dukcapil decides whether a NIK is right. Source: the layout published by Dukcapil; Permendagri 72/2022.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Sex = Literal["L", "P"]
RegionKnown = Callable[[str], Literal["current", "retired", "unknown"]]

LOWEST, HIGHEST = 10**15, 10**16 - 1
SYNTHETIC_PROVINCE = "99"

FAULTS = {
    "LENGTH": "NIK harus 16 angka.",
    "NON_DIGIT": "NIK hanya boleh berisi angka; periksa huruf O dan angka 0.",
    "DAY_RANGE": "Angka ke-7 dan 8 NIK (tanggal lahir) harus 01–31, atau 41–71 untuk perempuan.",
    "MONTH_RANGE": "Angka ke-9 dan 10 NIK (bulan lahir) harus 01–12.",
    "DATE_INVALID": "Tanggal lahir di dalam NIK tidak ada di kalender.",
    "SERIAL_ZERO": "Empat angka terakhir NIK tidak boleh 0000.",
}
WARNINGS = {
    "REGION_UNKNOWN": "Enam angka pertama NIK bukan kode kecamatan yang dikenal.",
    "REGION_HISTORIC": "NIK diterbitkan dengan kode wilayah lama; tetap berlaku.",
    "SEX_MISMATCH": "Jenis kelamin di NIK berbeda dari data; terima bila Dukcapil padan.",
    "BIRTH_MISMATCH": "Tanggal lahir di NIK berbeda dari data; NIK tidak berubah walau tanggal dibetulkan.",
}


def only_number(text: str) -> str:
    """What a person typed or a file holds, without blanks, dots, dashes and the leading apostrophe of Excel."""
    return text.strip().lstrip("'’").translate(str.maketrans("", "", " .-\u00a0\u202f"))


def number_of(text: str) -> int | None:
    """What a query or a form sent as the number of a row; None for anything a bigint cannot hold."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def as_text(number: int) -> str:
    return f"{number:016d}"


def masked(number: int | str | None) -> str:
    """First four and last four digits; the twelve before the serial would tell the birth date."""
    if number is None:
        return "tanpa NIK"
    text = as_text(number) if isinstance(number, int) else number
    return f"{text[:4]}{'•' * max(len(text) - 8, 0)}{text[-4:]}"


def structure_fault(text: str, *, women_plus_forty: bool = True) -> str | None:
    """The code of the first structure fault of a NIK (or, without the +40, of a No KK); None if sound."""
    if not text.isascii() or not text.isdigit():
        return "NON_DIGIT" if len(text) == 16 else "LENGTH"
    if len(text) != 16:
        return "LENGTH"
    day, month, year = int(text[6:8]), int(text[8:10]), int(text[10:12])
    if not (1 <= day <= 31 or (women_plus_forty and 41 <= day <= 71)):
        return "DAY_RANGE"
    if not 1 <= month <= 12:
        return "MONTH_RANGE"
    day = day - 40 if day > 40 else day
    if not (_is_date(1900 + year, month, day) or _is_date(2000 + year, month, day)):
        return "DATE_INVALID"
    if text[12:] == "0000":
        return "SERIAL_ZERO"
    return None


def consistency_warnings(nik: str, *, birth_date: date | None, sex: Sex | None, region: RegionKnown) -> list[str]:
    """Codes of what does not fit the declared data; `region` tells what a six-digit code is."""
    found = []
    known = region(nik[:6])
    if known != "current":
        found.append("REGION_HISTORIC" if known == "retired" else "REGION_UNKNOWN")
    day = int(nik[6:8])
    if sex and (day > 40) != (sex == "P"):
        found.append("SEX_MISMATCH")
    told = (day - 40 if day > 40 else day, int(nik[8:10]), int(nik[10:12]))
    if birth_date and told != (birth_date.day, birth_date.month, birth_date.year % 100):
        found.append("BIRTH_MISMATCH")
    return found


@dataclass(frozen=True, slots=True)
class NikCheck:
    """`value` is None where the structure is wrong; `fault` says why; `warnings` never refuse alone."""

    value: int | None
    fault: str | None
    warnings: tuple[str, ...] = ()


def check_nik(text: str, *, birth_date: date | None, sex: Sex | None, region: RegionKnown) -> NikCheck:
    digits = only_number(text)
    if fault := structure_fault(digits):
        return NikCheck(None, fault)
    warnings = consistency_warnings(digits, birth_date=birth_date, sex=sex, region=region)
    return NikCheck(int(digits), None, tuple(warnings))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
