"""Tones and icons of the states."""

from typing import NamedTuple

LOOKS = {
    "DITERIMA": ("neutral", "clock"), "DICOCOKKAN": ("info", "half"), "DITERAPKAN": ("positive", "check-circle"),
    "TIDAK_COCOK": ("negative", "alert"), "DIKOREKSI": ("neutral", "back"),
    "DILAPORKAN": ("neutral", "half"), "DIPERIKSA_ASAL": ("info", "clock"), "MENUNGGU_TUJUAN": ("warning", "clock"),
    "SELESAI": ("positive", "check-circle"), "DITOLAK": ("negative", "cross"), "DIBATALKAN": ("neutral", "cross"),
}  # fmt: skip


class Look(NamedTuple):
    tone: str
    icon: str


def look(state: str) -> Look:
    return Look(*LOOKS[state])
