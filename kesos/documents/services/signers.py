"""Who signs for an office, and what the office is called."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kesos.audit.services import record
from kesos.documents.models import Office, Signer
from kesos.documents.queries.templates import MANAGE_SIGNERS, office_to_manage
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused


@transaction.atomic
def add_signer(*, office_id: int, values: Mapping[str, Any], by: Actor, at: datetime) -> Signer:
    """Name an official from a day on; a Plt. or Plh. stands beside the definitive one, never instead of a row."""
    office = office_to_manage(by, MANAGE_SIGNERS, office_id)
    signer = Signer(office=office, region_code=office.region_code, **values)
    signer.nip = "".join(signer.nip.split())
    try:
        signer.full_clean()
    except ValidationError as wrong:
        field = next(iter(wrong.message_dict), None)
        raise Refused(
            "Data penanda tangan belum lengkap: isi nama, jabatan, dan tanggal mulai; NIP 18 angka atau kosong; "
            "tanggal akhir tidak sebelum tanggal mulai.",
            field=field,
            code="signer_incomplete",
        ) from wrong
    signer.save()
    record(
        "documents.signer_added", by=by, at=at, subject=f"signer:{signer.pk}", region_code=office.region_code,
        name=signer.name, title=signer.styled_title,
    )  # fmt: skip
    return signer


@transaction.atomic
def end_signer(*, signer_id: int, last_day: date, by: Actor, at: datetime) -> Signer:
    """The official's last day; letters already signed keep the name."""
    signer = Signer.objects.select_for_update().filter(pk=signer_id).first()
    if signer is None or not by.may(MANAGE_SIGNERS, signer.region_code):
        raise NotFound()
    if last_day < signer.valid_from:
        raise Refused("Tanggal akhir tidak boleh sebelum tanggal mulai.", field="valid_to")
    signer.valid_to = last_day
    signer.save(update_fields=["valid_to"])
    record(
        "documents.signer_ended", by=by, at=at, subject=f"signer:{signer.pk}", region_code=signer.region_code,
        name=signer.name, day=last_day.isoformat(),
    )  # fmt: skip
    return signer


OFFICE_FIELDS = (
    "name", "government", "unit", "city", "address", "phone", "email", "time_zone", "public_address", "seal_note",
)  # fmt: skip


@transaction.atomic
def save_office(*, region_code: str, values: Mapping[str, Any], by: Actor, at: datetime) -> Office:
    """Add an office, or mend the one of that name; letters already issued keep what they say."""
    by.require(MANAGE_SIGNERS, region_code)
    office = Office.objects.filter(region_code=region_code, name=values["name"]).first() or Office(
        region_code=region_code
    )
    for name in OFFICE_FIELDS:
        if name in values:
            setattr(office, name, values[name])
    try:
        office.full_clean()
    except ValidationError as wrong:
        raise Refused(
            "Data kantor belum lengkap: isi nama, pemerintah daerah, kode unit, dan tempat penandatanganan.",
            field=next(iter(wrong.message_dict), None),
            code="office_incomplete",
        ) from wrong
    office.save()
    record(
        "documents.office_saved", by=by, at=at, subject=f"office:{office.pk}", region_code=region_code, name=str(office)
    )
    return office
