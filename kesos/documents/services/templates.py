"""Templates of an office: draft, look, put in force from a day, go back to an older version."""

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import typst
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from PIL import Image, UnidentifiedImageError

from kesos.audit.services import record
from kesos.documents import composing, storage
from kesos.documents.composing import Frame
from kesos.documents.engine import press
from kesos.documents.letters import LETTERS
from kesos.documents.models import DocumentTemplate, Office, Signer
from kesos.documents.queries import templates
from kesos.documents.snapshot import SAMPLE
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused

EDITABLE = (
    "paper", "margin_top", "margin_bottom", "margin_left", "margin_right", "font", "font_key", "font_size",
    "letterhead", "logo_key", "body", "footer", "number_pattern", "validity_days", "shows_decile", "shows_family",
    "shows_programmes",
)  # fmt: skip
LARGEST_BODY, LARGEST_FONT, LARGEST_LOGO = 20_000, 4 * 2**20, 2 * 2**20
LOGO_SIDE = 600
SAMPLE_PURPOSE = "pengajuan Kartu Indonesia Pintar (KIP) atas nama Dimas Contoh"
SAMPLE_CODE = "C0NT0HC0NT0HC0NT"


class Scheduled(Refused):
    """A later version already waits for its day."""

    code = "template_scheduled"


@dataclass(frozen=True, slots=True)
class Font:
    family: str
    key: str


@transaction.atomic
def save_draft(
    *, kind: str, office: Office | None, values: Mapping[str, Any], by: Actor, at: datetime
) -> DocumentTemplate:
    """Write the one open draft of this office and kind; what is not named comes from the version in force."""
    _require(by, office)
    draft = (
        DocumentTemplate.objects.select_for_update(of=("self",)).filter(kind=kind, office=office, state="draft").first()
    )
    if draft is None:
        draft = _copy_of_current(kind=kind, office=office, at=at)
    for name in EDITABLE:
        if name in values:
            setattr(draft, name, values[name])
    _check(draft)
    draft.edited_by, draft.edited_at = by.user_id, at
    draft.save()
    _tell("documents.template_drafted", draft, by=by, at=at)
    return draft


def preview(*, template: DocumentTemplate, by: Actor, at: datetime, as_pdf: bool = False) -> list[bytes]:
    """The sample letter with the word CONTOH across it. Raises BadTemplate with the line that is wrong."""
    _require(by, template.office)
    office = template.office or Office(
        name="Dinas Sosial", government="Pemerintah Kota Contoh", unit="000", city="Contoh", address="Jalan Contoh 1"
    )
    on = Frame(template, office, Signer(), "", at).issued_on
    signer = templates.signers_on(office=office, on=on).first() if office.pk else None
    signer = signer or Signer(name="NAMA PEJABAT CONTOH", title=f"Kepala {office.name}", rank="Pembina", nip="")
    frame = Frame(template, office, signer, templates.title_on(kind=template.kind, on=on), at)
    machine = press()
    sheet = composing.sheet_for(
        frame, press=machine, snapshot=SAMPLE.as_data(), number=frame.number(1), code=SAMPLE_CODE,
        purpose=SAMPLE_PURPOSE, sample=True,
    )  # fmt: skip
    if as_pdf:
        return machine.print_one(sheet)
    # a picture lets signs without a font pass as boxes; the PDF refuses them, so it is always tried
    machine.print_one(sheet)
    return machine.print_one(replace(sheet, format="png"))


@transaction.atomic
def activate(*, template_id: int, on: date, by: Actor, at: datetime) -> DocumentTemplate:
    """Put a draft in force from a day, today or later; the version before it ends the day before."""
    draft = templates.template_to_manage(by, template_id)
    draft = DocumentTemplate.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.state != DocumentTemplate.State.DRAFT:
        raise Refused("Versi ini sudah pernah diberlakukan. Untuk kembali kepadanya, pakai «Pulihkan».")
    if on < _today(draft.office, at):
        raise Refused("Tanggal berlaku tidak boleh sebelum hari ini.", field="valid_from")
    preview(template=draft, by=by, at=at, as_pdf=True)
    _end_before(draft, on)
    draft.state, draft.valid_from = DocumentTemplate.State.ACTIVE, on
    draft.save(update_fields=["state", "valid_from"])
    _tell("documents.template_activated", draft, by=by, at=at, day=on.isoformat())
    return draft


@transaction.atomic
def revert(*, template_id: int, on: date, by: Actor, at: datetime) -> DocumentTemplate:
    """Go back to what an older version said: its copy becomes a new version in force from a day."""
    old = templates.template_to_manage(by, template_id)
    values = {name: getattr(old, name) for name in EDITABLE}
    draft = save_draft(kind=old.kind, office=old.office, values=values, by=by, at=at)
    return activate(template_id=draft.pk, on=on, by=by, at=at)


def keep_logo(*, content: bytes) -> str:
    """A coat of arms as PNG of a sane size, drawn anew so that nothing else is inside. Returns its key."""
    if len(content) > LARGEST_LOGO:
        raise Refused("Lambang terlalu besar; paling besar 2 MB.", field="logo")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                picture.load()
                small = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombWarning, Image.DecompressionBombError) as bad:
        raise Refused("Lambang harus gambar PNG atau JPEG yang dapat dibuka.", field="logo") from bad
    small.thumbnail((LOGO_SIDE, LOGO_SIDE))
    drawn = io.BytesIO()
    small.save(drawn, "PNG")
    return storage.keep(drawn.getvalue(), suffix=".png")[0]


def keep_font(*, content: bytes) -> Font:
    """A TTF or OTF file of the office; the family's name is read from the file itself."""
    if len(content) > LARGEST_FONT:
        raise Refused("Berkas fon terlalu besar; paling besar 4 MB.", field="font")
    folder = press().place_font(content)
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]).families()
    if not known:
        raise Refused("Berkas ini bukan fon TTF atau OTF yang dapat dibaca.", field="font")
    return Font(family=known[0], key=storage.keep(content, suffix=".ttf")[0])


def _copy_of_current(*, kind: str, office: Office | None, at: datetime) -> DocumentTemplate:
    source = templates.in_force(kind=kind, office=office, on=_today(office, at))
    last = DocumentTemplate.objects.filter(kind=kind, office=office).aggregate(last=Max("version"))["last"]
    draft = DocumentTemplate(kind=kind, office=office, version=(last or 0) + 1)
    for name in EDITABLE:
        setattr(draft, name, getattr(source, name))
    return draft


def _check(draft: DocumentTemplate) -> None:
    composing.require_sound_pattern(draft.number_pattern)
    if not draft.body.strip():
        raise Refused("Isi surat tidak boleh kosong.", field="body")
    if len(draft.body) > LARGEST_BODY:
        raise Refused("Isi surat terlalu panjang; paling banyak 20.000 huruf.", field="body")
    try:
        draft.full_clean(exclude=["edited_by", "edited_at"])
    except ValidationError as wrong:
        name = next(iter(wrong.message_dict), "")
        raise Refused(
            "Ada isian templat yang di luar batas: tepi 5–60 mm (bawah paling sedikit 10), huruf 8–16 pt, "
            "masa berlaku 1–3.660 hari.",
            field=name or None,
            code="template_measures",
        ) from wrong


def _end_before(draft: DocumentTemplate, on: date) -> None:
    others = DocumentTemplate.objects.filter(kind=draft.kind, office=draft.office, state="active")
    if later := others.filter(valid_from__gte=on).first():
        raise Scheduled(
            f"Versi {later.version} sudah dijadwalkan atau mulai berlaku {later.valid_from:%d-%m-%Y}. "
            "Pilih tanggal sesudahnya.",
            field="valid_from",
        )
    others.filter(valid_to__isnull=True).update(valid_to=on - timedelta(days=1))
    others.filter(valid_to__gte=on).update(valid_to=on - timedelta(days=1))


def _today(office: Office | None, at: datetime) -> date:
    return composing.day_at(office or Office(), at)


def _require(by: Actor, office: Office | None) -> None:
    by.require(templates.MANAGE, office.region_code if office else "")


def _tell(kind: str, template: DocumentTemplate, *, by: Actor, at: datetime, **more: str) -> None:
    office = template.office
    area = office.region_code if office else ""
    record(
        kind, by=by, at=at, subject=f"document_template:{template.pk}", region_code=area,
        letter=LETTERS[template.kind].label, version=template.version, **more,
    )  # fmt: skip
