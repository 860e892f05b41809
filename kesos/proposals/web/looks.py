"""Shape and colour of the month's states, and a term as the day people know."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone


class Look(NamedTuple):
    tone: str
    icon: str


WAITING = Look("neutral", "clock")
LOOKS = {
    "DRAFT": Look("neutral", "half"),
    "DIAJUKAN": Look("info", "send"),
    "PADAN_GAGAL": Look("negative", "cross"),
    "TIDAK_MEMENUHI": Look("negative", "cross"),
    "DAFTAR_TUNGGU": Look("warning", "clock"),
    "DITETAPKAN_PENERIMA": Look("positive", "check-circle"),
    "MUSYAWARAH": Look("info", "meeting"),
    "DIVERIFIKASI": Look("info", "eye"),
    "DIKEMBALIKAN": Look("warning", "back"),
    "DITOLAK_MUSKEL": Look("negative", "cross"),
    "DITOLAK_DINSOS": Look("negative", "cross"),
    "DITOLAK": Look("negative", "cross"),
    "TIDAK_DITETAPKAN": Look("negative", "cross"),
    "DITARIK": Look("neutral", "cross"),
    "BATAL": Look("neutral", "cross"),
    "MENUNGGU_PENGESAHAN": WAITING,
    "DISAHKAN": Look("positive", "check"),
    "DITETAPKAN": Look("positive", "check-circle"),
    "DIUNGGAH": Look("positive", "check-circle"),
    "DIGANTI_SPTJM": Look("positive", "check-circle"),
    "DITANDATANGANI": Look("positive", "check"),
    "BERLANGSUNG": Look("info", "meeting"),
    "DIBUKA": Look("positive", "half"),
    "VERIFIKASI": Look("info", "eye"),
    "TERBIT": Look("positive", "check-circle"),
    "DITUTUP": Look("neutral", "lock"),
    "FINAL": Look("neutral", "lock"),
    "ENTRI_DITUTUP": Look("neutral", "lock"),
}


def look(state: str) -> Look:
    return LOOKS.get(state, WAITING)


def last_day(due_at: datetime | None) -> date | None:
    """A term that ends at midnight ends with the day before."""
    return None if due_at is None else timezone.localtime(due_at - timedelta(seconds=1)).date()
