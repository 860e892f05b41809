"""Letters by a program: asked for with papers, issued or refused, looked up, taken out, withdrawn."""

from datetime import date, datetime
from typing import Annotated, Any, BinaryIO, cast
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate
from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from kesos.documents.letters import LETTERS
from kesos.documents.models import CertificateRequest, Document
from kesos.documents.queries import desks as signing
from kesos.documents.queries import letters
from kesos.documents.queries.letters import VIEW
from kesos.documents.services import certify, ending, reading
from kesos.files import services as files
from kesos.registry.queries import people
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, next_mark

LIST, ASK, REFUSE = "letters", "surat_keterangan.cek_siks", "surat_keterangan.tidak_terdaftar"
ISSUE, WITHDRAW = LETTERS[certify.KIND].issue, LETTERS[certify.KIND].withdraw
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


class RequestOut(Schema):
    id: int
    person_id: int
    full_name: str
    region_code: str
    purpose: str
    state: Annotated[str, Field(examples=["DIPERIKSA"])]
    case_id: int
    letter_id: UUID | None


class RequestIn(Schema):
    person_id: int
    purpose: Annotated[str, Field(max_length=300, examples=["Pengajuan Kartu Indonesia Pintar"])]


class SignerOut(Schema):
    id: int
    name: str
    title: str
    capacity: str


class DeskOut(Schema):
    office_id: int
    name: str
    region_code: str
    signers: list[SignerOut]


class Signing(Schema):
    office_id: int
    signer_id: int


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
        "items": [LetterRow(**_row(each)) for each in rows],
        "next": None if following is None else next_mark(LIST, [following]),
    }


@router.get("/letters/desks", response=list[DeskOut], operation_id="listDesks", summary="Kantor dan penanda tangan")
@needs(ISSUE)
def desks(request: Asked) -> list[DeskOut]:
    """Kantor yang dapat menerbitkan surat bagi pengguna token, dan siapa yang boleh menandatangani hari ini."""
    return [
        DeskOut(
            office_id=each.office.pk, name=each.office.name, region_code=each.office.region_code,
            signers=[SignerOut(id=s.pk, name=s.name, title=s.styled_title, capacity=s.capacity) for s in each.signers],
        )
        for each in signing.desks(request.actor, permission=ISSUE, on=localdate())
    ]  # fmt: skip


@router.post(
    "/letters/requests", response={201: RequestOut}, operation_id="requestLetter", summary="Minta surat keterangan"
)
@needs(ASK)
def ask(request: Asked, form: Form[RequestIn], ktp: File[UploadedFile], kk: File[UploadedFile]) -> RequestOut:
    """Permohonan di loket dengan pindaian KTP dan KK; warga langsung dicari di registri."""
    actor, at = request.actor, now()
    place = people.by_id(actor, form.person_id).region_id
    keys = [
        str(
            files.put(
                data=cast(BinaryIO, f),
                name=f.name or "berkas",
                kind="identity_scan",
                region_code=place,
                by=actor,
                at=at,
            ).pk
        )
        for f in (ktp, kk)
    ]
    asked = certify.ask(
        person_id=form.person_id, purpose=form.purpose, ktp_key=keys[0], kk_key=keys[1], by=actor, at=at
    )
    return _request(signing.request(actor, asked.pk))


@router.get(
    "/letters/requests/{int:request_id}",
    response=RequestOut,
    operation_id="getLetterRequest",
    summary="Satu permohonan",
)
@needs(VIEW)
def asked(request: Asked, request_id: int) -> RequestOut:
    """Tahap permohonan, dan suratnya bila sudah terbit."""
    return _request(signing.request(request.actor, request_id))


@router.post(
    "/letters/requests/{int:request_id}/issue",
    response={201: LetterOne},
    operation_id="issueLetter",
    summary="Terbitkan",
)
@needs(ISSUE)
def issue(request: Asked, request_id: int, body: Signing) -> LetterOne:
    """Surat dengan data saat ini, nomor, dan kode cek; ditandatangani basah dan dicap."""
    found = signing.request(request.actor, request_id)
    office, signer = signing.desk_of(request.actor, permission=ISSUE, on=localdate(), **body.dict())
    letter = certify.issue_certificate(request_id=found.pk, office=office, signer=signer, by=request.actor, at=now())
    return _one(letter)


@router.post(
    "/letters/requests/{int:request_id}/refuse",
    response=RequestOut,
    operation_id="refuseLetter",
    summary="Tidak terdaftar",
)
@needs(REFUSE)
def refuse(request: Asked, request_id: int) -> RequestOut:
    """Warga tidak terdaftar: permohonan berakhir, usulan baru dapat ditawarkan."""
    found = signing.request(request.actor, request_id)
    certify.refuse_certificate(request_id=found.pk, by=request.actor, at=now())
    return _request(signing.request(request.actor, request_id))


@router.get("/letters/{uuid:letter_id}", response=LetterOne, operation_id="getLetter", summary="Satu surat")
@needs(VIEW)
def one(request: Asked, letter_id: UUID) -> LetterOne:
    """Nomor, keadaan, dan kode cek satu surat."""
    return _one(letters.one(request.actor, letter_id))


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
    return _one(letters.one(request.actor, letter_id))


def _row(letter: Document) -> dict[str, Any]:
    return {
        "id": letter.uuid, "number": letter.number, "title": letter.title, "initials": letter.initials,
        "state": letters.state_on(letter, letters.local_day(letter, now())), "issued_on": letter.issued_on,
        "valid_until": letter.valid_until, "region_code": letter.region_code, "office": letter.office.name,
        "person_id": letter.person_id,
    }  # fmt: skip


def _one(letter: Document) -> LetterOne:
    return LetterOne(
        **_row(letter), purpose=letter.purpose, check_code=letter.check_code, sha256=letter.sha256,
        withdrawn_at=letter.withdrawn_at, withdrawn_reason=letter.withdrawn_reason,
    )  # fmt: skip


def _request(found: CertificateRequest) -> RequestOut:
    letter = signing.letter_of(found)
    return RequestOut(
        id=found.pk, person_id=found.person_id, full_name=found.person.full_name, region_code=found.region_code,
        purpose=found.purpose, state=found.case.state, case_id=found.case_id,
        letter_id=letter.uuid if letter else None,
    )  # fmt: skip
