"""NIK and No KK in region 99, which is no province, so that no real person's number is ever hit.

NIK     99 · two digits of the kab/kota · two of the kecamatan · DDMMYY (day + 40 for women) · serial
No KK   99 · two digits of the kab/kota · two of the kecamatan · DDMMYY of recording        · serial
serial  (province − 11) × 115 + k, with k from 1 to 115: cities of different provinces that share their last four
        digits (33.72.02 and 63.72.02) can stand in one database without sharing a number.
For a NIK k is 1–90 for those whose NIK was issued where they live, 91–115 for those whose NIK was issued in the
next kecamatan of the same kab/kota, before they moved.
"""

import numpy as np

from kesos.demo.people.draws import Flags, Ints, rank_within
from kesos.foundation.errors import Refused

SLOT, NATIVE = 115, 90


def prefix(kecamatan: str) -> int:
    return int("99" + kecamatan[2:6])


def ddmmyy(days: Ints) -> tuple[Ints, Ints, Ints]:
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    year = month.astype("datetime64[Y]")
    return (
        (day - month).astype(np.int64) + 1,
        (month - year).astype(np.int64) + 1,
        (year.astype(np.int64) + 1970) % 100,
    )


def niks(kecamatan: str, other: str, birth: Ints, sex: Ints, moved: Flags) -> Ints:
    """One NIK a person; `other` is the kecamatan whose numbers those who moved still bear."""
    day, month, year = ddmmyy(birth)
    head = np.where(moved, prefix(other), prefix(kecamatan))
    dated = ((head * 100 + day + 40 * sex) * 100 + month) * 100 + year
    place = rank_within(dated * 2 + moved)
    _refuse_beyond(place, np.where(moved, SLOT - NATIVE, NATIVE))
    serial = np.where(moved, NATIVE + _turned(place, dated, SLOT - NATIVE), _turned(place, dated, NATIVE))
    return dated * 10_000 + _slot(kecamatan) + serial


def kk_numbers(kecamatan: str, recorded: Ints) -> Ints:
    day, month, year = ddmmyy(recorded)
    dated = ((prefix(kecamatan) * 100 + day) * 100 + month) * 100 + year
    place = rank_within(dated)
    _refuse_beyond(place, np.full(len(place), SLOT))
    return dated * 10_000 + _slot(kecamatan) + _turned(place, dated, SLOT)


def _turned(place: Ints, dated: Ints, size: int) -> Ints:
    """1 to size, each date beginning elsewhere: a masked number shows its last digits, and these should differ."""
    return (place + dated * 31) % size + 1


def _slot(kecamatan: str) -> int:
    return (int(kecamatan[:2]) - 11) * SLOT


def _refuse_beyond(place: Ints, limit: Ints) -> None:
    if (place >= limit).any():
        raise Refused(
            "Terlalu banyak orang untuk satu kecamatan: nomor urut NIK habis. Kurangi jumlah keluarga.",
            code="too_many_families",
        )
