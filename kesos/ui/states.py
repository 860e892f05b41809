"""Words, shapes and tones of the states people meet most. A part with other states names tone and icon itself."""

from typing import Literal, NamedTuple

Tone = Literal["neutral", "info", "positive", "warning", "negative"]


class State(NamedTuple):
    word: str
    icon: str
    tone: Tone


TONE_ICONS: dict[str, str] = {
    "neutral": "dash",
    "info": "info",
    "positive": "check-circle",
    "warning": "half",
    "negative": "alert",
}
STATES: dict[str, State] = {
    "draf": State("Draf", "half", "neutral"),
    "belum_dibuka": State("Belum dibuka", "dash", "neutral"),
    "belum_lengkap": State("Belum lengkap", "half", "warning"),
    "lengkap": State("Lengkap", "check-circle", "positive"),
    "belum_terkirim": State("Belum terkirim", "inbox", "neutral"),
    "terkirim": State("Terkirim", "send", "info"),
    "dikembalikan": State("Dikembalikan", "back", "warning"),
    "terlambat": State("Terlambat", "alert", "negative"),
    "ditolak": State("Ditolak", "cross", "negative"),
    "dibatalkan": State("Dibatalkan", "cross", "neutral"),
    "disetujui": State("Disetujui", "check", "positive"),
    "disahkan": State("Disahkan", "check-circle", "positive"),
    "selesai": State("Selesai", "check-circle", "positive"),
    "berjalan": State("Berjalan", "half", "info"),
    "menunggu": State("Menunggu", "clock", "neutral"),
    "menunggu_pusat": State("Menunggu pusat", "clock", "neutral"),
    "padan": State("Padan", "check", "positive"),
    "tidak_padan": State("Tidak padan", "cross", "negative"),
    "belum_dicek": State("Belum dicek", "dash", "neutral"),
    "aktif": State("Aktif", "check-circle", "positive"),
    "berakhir": State("Berakhir", "dash", "neutral"),
    "kedaluwarsa": State("Kedaluwarsa", "clock", "warning"),
    "dibuka": State("Dibuka", "check-circle", "positive"),
    "penuh": State("Penuh", "half", "warning"),
}
