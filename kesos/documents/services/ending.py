"""A letter's end: withdrawn by an official with a reason, or run out by itself."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from kesos.audit.services import record
from kesos.documents.letters import LETTERS
from kesos.documents.models import Document
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused

_EXPIRE = """
update documents_document d set state = 'expired'
from documents_office o
where o.id = d.office_id and d.state = 'issued' and d.valid_until < (%(at)s at time zone o.time_zone)::date
  and d.valid_until < (%(at)s at time zone 'Asia/Jayapura')::date  -- the easternmost day: lets the index work
returning d.case_id
"""


class NotInForce(Refused):
    """The letter has already ended."""

    code = "letter_not_in_force"


@dataclass(frozen=True, slots=True)
class Expired:
    letters: int
    case_ids: list[int]


@transaction.atomic
def withdraw(*, document_id: int, reason: str, by: Actor, at: datetime) -> Document:
    """The letter no longer counts; the public check says so from this moment."""
    letter = Document.objects.select_for_update(of=("self",)).filter(pk=document_id).first()
    if letter is None:
        raise NotFound("Surat tidak ditemukan.")
    by.require(LETTERS[letter.kind].withdraw, letter.region_code)
    if letter.state != Document.State.ISSUED:
        raise NotInForce(f"Surat ini sudah {letter.get_state_display().lower()}; tidak perlu dicabut lagi.")
    if not reason.strip():
        raise Refused("Alasan pencabutan wajib diisi.", field="reason")
    letter.state = Document.State.WITHDRAWN
    letter.withdrawn_at, letter.withdrawn_by, letter.withdrawn_reason = at, by.user_id, reason.strip()[:300]
    letter.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record(
        "documents.withdrawn", by=by, at=at, subject=f"document:{letter.pk}", region_code=letter.region_code,
        number=letter.number, reason=letter.withdrawn_reason,
    )  # fmt: skip
    return letter


@transaction.atomic
def expire_due(*, by: Actor, at: datetime) -> Expired:
    """All letters whose last day is over where their office stands; run each night by the system."""
    if not by.is_system:
        raise Refused("Masa berlaku berakhir dengan sendirinya.", code="system_only")
    with connection.cursor() as cursor:
        cursor.execute(_EXPIRE, {"at": at})
        cases = [row[0] for row in cursor.fetchall()]
    if cases:
        record("documents.expired", by=by, at=at, subject="documents", letters=len(cases))
    return Expired(letters=len(cases), case_ids=[case for case in cases if case is not None])
