"""Puts together what a template is given: the letter, the office, the signer, the layout and the snapshot."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from kesos.documents import check_code, storage, words
from kesos.documents.engine import Press, Sheet
from kesos.documents.models import DocumentTemplate, Office, Signer
from kesos.foundation.errors import Refused
from kesos.foundation.written import day

FALLBACK_FONTS = ("Source Sans Pro", "Libertinus Serif", "DejaVu Sans Mono")
OWN_FONTS = FALLBACK_FONTS[:2]
NUMBER_PARTS = {"seq", "unit", "year", "month"}


@dataclass(frozen=True, slots=True)
class Frame:
    """All that the letters of one batch have in common."""

    template: DocumentTemplate
    office: Office
    signer: Signer
    title: str
    at: datetime

    @property
    def issued_on(self) -> date:
        return day_at(self.office, self.at)

    @property
    def valid_until(self) -> date:
        return self.issued_on + timedelta(days=self.template.validity_days)

    def number(self, seq: int) -> str:
        return number_from(self.template.number_pattern, seq=seq, unit=self.office.unit, on=self.issued_on)


def day_at(office: Office, at: datetime) -> date:
    """The day it is where the office stands."""
    return at.astimezone(ZoneInfo(office.time_zone)).date()


def number_from(pattern: str, *, seq: int, unit: str, on: date) -> str:
    """`{seq}` is the running number with four digits; `{month}` is Roman, as registers write it."""
    parts = {"seq": f"{seq:04d}", "unit": unit, "year": str(on.year), "month": words.ROMAN[on.month - 1]}
    return re.sub(r"\{(\w+)\}", lambda found: parts[found[1]], pattern)


def require_sound_pattern(pattern: str) -> None:
    named = set(re.findall(r"\{(\w*)\}", pattern))
    if not {"seq", "year"} <= named or named - NUMBER_PARTS or set("{}") & set(re.sub(r"\{\w+\}", "", pattern)):
        raise Refused(
            "Pola nomor harus memuat {seq} dan {year}; selain itu hanya {unit} dan {month}. "
            "Contoh: 460/{seq}/{unit}/{year}",
            field="number_pattern",
        )


def sheet_for(
    frame: Frame, *, press: Press, snapshot: dict[str, Any], number: str, code: str, purpose: str, sample: bool = False,
    draft: bool = False, plain: bool = False, across: bool = False,
) -> Sheet:  # fmt: skip
    """What goes to the press; `data` is what is stored with the letter, save the picture of its code.

    `draft`: with KONSEP behind it and without a code; `plain`: neither code nor signature; `across`: paper on its side.
    """
    template, office = frame.template, frame.office
    address = office.public_address.rstrip("/")
    clock = frame.at.astimezone(ZoneInfo(office.time_zone))
    zone = words.ZONES.get(office.time_zone, "")
    marks = (("latihan", settings.PRACTICE), ("konsep", draft), ("polos", plain), ("mendatar", across))
    made = "Dicetak" if draft or plain else "Diterbitkan"
    issued = f"{made} {day(clock.date())} pukul {clock:%H.%M} {zone}.".replace(" .", ".")
    data: dict[str, Any] = {
        "surat": {
            "judul": frame.title,
            "nomor": number,
            "tempat": office.city,
            "tanggal": day(frame.issued_on),
            "berlaku_sampai": day(frame.valid_until),
            "keperluan": purpose,
            "kode": check_code.grouped(code),
            "alamat_cek": f"{address.partition('://')[2] or address}/cek",
            "contoh": sample,
            **{word: True for word, said in marks if said},
        },
        "kantor": {
            "nama": office.name,
            "pemerintah": office.government,
            "daerah": office.place,
            "alamat": office.address,
            "telepon": office.phone,
        },
        "pejabat": {
            "nama": frame.signer.name,
            "sebutan": frame.signer.styled_title,
            "pangkat": frame.signer.rank,
            "nip": words.nip(frame.signer.nip),
        },
        "isi": allowed(snapshot, template),
        "tata": {
            "kertas": template.paper,
            "atas": template.margin_top,
            "bawah": template.margin_bottom,
            "kiri": template.margin_left,
            "kanan": template.margin_right,
            "ukuran": float(template.font_size),
            "fon": list(dict.fromkeys((template.font, *FALLBACK_FONTS))),
            "kop": letterhead(template, office),
            "logo": None,
            "kaki": " ".join(part for part in (template.footer, office.seal_note, issued) if part),
        },
    }
    fonts: tuple[str, ...] = ()
    if template.logo_key:
        data["tata"]["logo"] = press.place(storage.fetch(template.logo_key), ".png")
    if template.font_key:
        fonts = (press.place_font(storage.fetch(template.font_key)),)
    checked = "" if draft or plain else f"{address}/cek/{code}/"
    return Sheet(body=template.body, data=data, moment=frame.at, check_address=checked, fonts=fonts)


def allowed(data: dict[str, Any], template: DocumentTemplate) -> dict[str, Any]:
    """What the template's switches hold back is not even stored with the letter."""
    kept = dict(data)
    if not template.shows_decile and "data" in kept:
        kept["data"] = {**kept["data"], "desil": ""}
    if not template.shows_family and "anggota" in kept:
        kept["anggota"] = []
    if not template.shows_programmes and "program" in kept:
        kept["program"] = []
    return kept


def letterhead(template: DocumentTemplate, office: Office) -> list[str]:
    if template.letterhead:
        return list(template.letterhead)
    reach = " · ".join(part for part in (f"Telepon {office.phone}" if office.phone else "", office.email) if part)
    return [line for line in (office.government.upper(), office.name.upper(), office.address, reach) if line]
