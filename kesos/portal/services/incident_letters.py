"""The two notices of an incident as letters on paper: to the people concerned, and to the authority."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from kesos.portal.models import Incident
from kesos.portal.services.incidents import AUTHORITY, PEOPLE
from kesos.portal.services.paper import Paper, Section, pdf

TITLES = {
    PEOPLE: "Pemberitahuan kegagalan pelindungan data pribadi",
    AUTHORITY: "Laporan kegagalan pelindungan data pribadi",
}


def letter(incident: Incident, *, whom: str, office: str, at: datetime) -> bytes:
    """What UU 27/2022 asks to be told: which data, when and how, and what is done about it."""
    opening = (
        f"Kepada Bapak/Ibu yang datanya terdampak. {office} memberitahukan kejadian berikut."
        if whom == PEOPLE
        else f"Kepada lembaga pelindungan data pribadi. {office} melaporkan kejadian berikut."
    )
    rows = [
        ("Data yang terungkap", incident.data, ""),
        ("Waktu kejadian", _moment(incident.happened_at) if incident.happened_at else "belum diketahui", ""),
        ("Diketahui", _moment(incident.found_at), ""),
        ("Sebab", incident.cause, ""),
        ("Upaya penanganan", incident.measures or "sedang disusun", ""),
    ]
    if whom == AUTHORITY:
        rows.insert(1, ("Jumlah orang", str(incident.people), ""))
        rows.append(("Batas pemberitahuan", _moment(incident.due_at), ""))
    closing = [
        f"Pertanyaan dan permintaan dapat disampaikan kepada: {incident.contact}.",
        "Ganti kata sandi bila pernah dipakai di tempat lain, dan jangan memberikan kode apa pun kepada yang menelepon."
        if whom == PEOPLE
        else "Perkembangan berikutnya dilaporkan menyusul.",
    ]
    return pdf(Paper(TITLES[whom], [opening], [Section(incident.title, rows)], closing), at=at)


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "j F Y H.i")
