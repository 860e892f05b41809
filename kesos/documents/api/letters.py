"""Letters by a program: looked up, taken out, withdrawn."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from kesos.documents.letters import LETTERS
from kesos.documents.models import Document
from kesos.documents.queries import letters
from kesos.documents.queries.letters import VIEW
from kesos.documents.services import certify, ending, reading
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, next_mark

LIST, WITHDRAW = "letters", LETTERS[certify.KIND].withdraw
router = Router(tags=["Surat"])


class LetterRow(Schema):
    id: Annotated[UUID, Field(description="Nomor acak surat, dipakai pada alamatnya.")]
    number: Annotated[str, Field(examples=["460/12/419.109/2026"])]
    title: str
    initials: Annotated[str, Field(description="Inisial nama; nama lengkap ada pada surat.", examples=["S. W."])]
    state: Annotated[str, Field(examples=["issued"])]
    issued_on: date
    valid_until: date
    region_code: str
    office: str
    person_id: int | None


class LetterOne(LetterRow):
    purpose: str
    check_code: Annotated[str, Field(description="Kode halaman cek surat.")]
    sha256: str
    withdrawn_at: datetime | None
    withdrawn_reason: str | None


class Withdrawal(Schema):
    reason: Annotated[str, Field(max_length=300, examples=["Data keluarga keliru"])]


class Wanted(Schema):
    number: Annotated[str, Field(max_length=120)] = ""
    name: Annotated[str, Field(max_length=120)] = ""
    state: Annotated[str, Field(pattern="^(issued|withdrawn|expired)?$")] = ""
    since: date | None = None
    until: date | None = None
    person_id: int | None = None


@router.get("/letters", response=Page[LetterRow], operation_id="listLetters", summary="Surat")
@needs(VIEW)
def listed(request: Asked, wanted: Query[Wanted], paging: Query[Paging]) -> dict[str, object]:
    """Surat yang terbit untuk warga di wilayah wewenang, yang terbaru lebih dahulu."""
    today, after = localdate(), paging.after_id(LIST) or None
    rows, following = letters.page(
        request.actor, letters.Filters(**wanted.dict()), on=today, after=after, limit=paging.limit
    )
    return {
        "items": [LetterRow(**row(each)) for each in rows],
        "next": None if following is None else next_mark(LIST, [following]),
    }


@router.get("/letters/{uuid:letter_id}", response=LetterOne, operation_id="getLetter", summary="Satu surat")
@needs(VIEW)
def one(request: Asked, letter_id: UUID) -> LetterOne:
    """Nomor, keadaan, dan kode cek satu surat."""
    return whole(letters.one(request.actor, letter_id))


@router.get(
    "/letters/{uuid:letter_id}/pdf", operation_id="downloadLetter", summary="Unduh PDF",
    openapi_extra={"responses": {200: {"description": "Surat", "content": {"application/pdf": {}}}}},
)  # fmt: skip
@needs(letters.PRINT)
def pdf(request: Asked, letter_id: UUID) -> HttpResponse:
    """Bita surat seperti diterbitkan; pengunduhan dicatat."""
    found, content = reading.download(letter=letter_id, by=request.actor, at=now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="surat-{found.number.replace("/", "-")}.pdf"'
    return response


@router.post(
    "/letters/{uuid:letter_id}/withdraw", response=LetterOne, operation_id="withdrawLetter", summary="Cabut surat"
)
@needs(WITHDRAW)
def withdraw(request: Asked, letter_id: UUID, body: Withdrawal) -> LetterOne:
    """Surat tidak berlaku lagi; halaman cek surat langsung menunjukkannya."""
    found = letters.one(request.actor, letter_id)
    ending.withdraw(document_id=found.pk, reason=body.reason, by=request.actor, at=now())
    return whole(letters.one(request.actor, letter_id))


def row(letter: Document) -> dict[str, Any]:
    return {
        "id": letter.uuid, "number": letter.number, "title": letter.title, "initials": letter.initials,
        "state": letters.state_on(letter, letters.local_day(letter, now())), "issued_on": letter.issued_on,
        "valid_until": letter.valid_until, "region_code": letter.region_code, "office": letter.office.name,
        "person_id": letter.person_id,
    }  # fmt: skip


def whole(letter: Document) -> LetterOne:
    return LetterOne(
        **row(letter), purpose=letter.purpose, check_code=letter.check_code, sha256=letter.sha256,
        withdrawn_at=letter.withdrawn_at, withdrawn_reason=letter.withdrawn_reason,
    )  # fmt: skip
