"""Requests for a letter by a program: asked for with papers, listed, issued one by one or many at once, refused."""

from typing import Annotated, Any, BinaryIO, cast
from uuid import UUID

from django.utils.timezone import localdate
from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from kesos.documents.api.letters import LetterOne, LetterRow, row, whole
from kesos.documents.letters import LETTERS
from kesos.documents.models import CertificateRequest
from kesos.documents.queries import desks as signing
from kesos.documents.queries import requests
from kesos.documents.queries.letters import VIEW
from kesos.documents.services import certify
from kesos.documents.services.issuing import MOST_AT_ONCE
from kesos.files import services as files
from kesos.foundation.actor import Actor
from kesos.registry.queries import people, places
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, next_mark

LIST, ISSUE = "letter_requests", LETTERS[certify.KIND].issue
ASK, REFUSE = "surat_keterangan.cek_siks", "surat_keterangan.tidak_terdaftar"
router = Router(tags=["Surat"])


class RequestRow(Schema):
    id: int
    person_id: int
    full_name: str
    region_code: str
    purpose: str
    state: Annotated[str, Field(examples=["DIPERIKSA"])]
    case_id: int


class RequestOut(RequestRow):
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


class ManySigning(Signing):
    request_ids: Annotated[list[int], Field(min_length=1, description=f"Paling banyak {MOST_AT_ONCE} permohonan.")]


class NotIssued(Schema):
    id: Annotated[int, Field(description="Nomor permohonan.")]
    code: Annotated[str, Field(examples=["not_listed"])]
    detail: str


class Issued(Schema):
    batch_id: Annotated[UUID | None, Field(description="Kumpulan surat yang terbit bersama; null bila tidak ada.")]
    letters: list[LetterRow]
    refused: list[NotIssued]


class WantedRequests(Schema):
    state: Annotated[str, Field(pattern="^[A-Z]{0,20}$", examples=["DIPERIKSA"])] = ""
    name: Annotated[str, Field(max_length=80)] = ""
    within: Annotated[str, Field(max_length=10, pattern="^[0-9]*$")] = ""


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


@router.get(
    "/letters/requests", response=Page[RequestRow], operation_id="listLetterRequests", summary="Permohonan surat"
)
@needs(VIEW)
def listed_requests(request: Asked, wanted: Query[WantedRequests], paging: Query[Paging]) -> dict[str, object]:
    """Permohonan di wilayah wewenang: yang menunggu paling lama lebih dahulu, sesudahnya yang terbaru."""
    told = paging.after(LIST)
    rows, following = requests.page(
        request.actor,
        requests.Wanted(
            state=wanted.state, name=wanted.name.strip(),
            areas=places.inside(request.actor, VIEW, wanted.within) if wanted.within else None,
        ),
        after=requests.Mark(bool(told[0]), int(told[1])) if told else None, limit=paging.limit,
    )  # fmt: skip
    return {
        "items": [RequestRow(**_row(each)) for each in rows],
        "next": next_mark(LIST, [int(following.waiting), following.case_id]) if following else None,
    }


@router.post(
    "/letters/requests/issue", response=Issued, operation_id="issueCertificates", summary="Terbitkan banyak surat"
)
@needs(ISSUE)
def issue_many(request: Asked, body: ManySigning) -> Issued:
    """Surat untuk banyak permohonan sekaligus; yang tidak dapat disebut alasannya, yang lain tetap terbit."""
    told = body.dict()
    wanted = told.pop("request_ids")
    office, signer = signing.desk_with(request.actor, permission=ISSUE, on=localdate(), **told)
    done = certify.issue_certificates(request_ids=wanted, office=office, signer=signer, by=request.actor, at=now())
    return Issued(
        batch_id=done.batch, letters=[LetterRow(**row(each)) for each in done.letters],
        refused=[NotIssued(id=each, code=why.code, detail=why.sentence) for each, why in done.refused.items()],
    )  # fmt: skip


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
    return _request(actor, requests.by_id(actor, asked.pk))


@router.post(
    "/letters/requests/shown", response={201: RequestOut}, operation_id="requestLetterShown",
    summary="Minta surat di loket",
)  # fmt: skip
@needs(ASK)
def ask_shown(request: Asked, body: RequestIn) -> RequestOut:
    """Permohonan warga yang memperlihatkan KTP dan KK asli di loket; tidak ada pindaian yang disimpan."""
    asked = certify.ask(
        person_id=body.person_id, purpose=body.purpose, ktp_key="", kk_key="", shown=True, by=request.actor, at=now()
    )
    return _request(request.actor, requests.by_id(request.actor, asked.pk))


@router.get(
    "/letters/requests/{int:request_id}",
    response=RequestOut,
    operation_id="getLetterRequest",
    summary="Satu permohonan",
)
@needs(VIEW)
def asked(request: Asked, request_id: int) -> RequestOut:
    """Tahap permohonan, dan suratnya bila sudah terbit."""
    return _request(request.actor, requests.by_id(request.actor, request_id))


@router.post(
    "/letters/requests/{int:request_id}/issue",
    response={201: LetterOne},
    operation_id="issueLetter",
    summary="Terbitkan",
)
@needs(ISSUE)
def issue(request: Asked, request_id: int, body: Signing) -> LetterOne:
    """Surat dengan data saat ini, nomor, dan kode cek; ditandatangani basah dan dicap."""
    found = requests.by_id(request.actor, request_id)
    office, signer = signing.desk_with(request.actor, permission=ISSUE, on=localdate(), **body.dict())
    letter = certify.issue_certificate(request_id=found.pk, office=office, signer=signer, by=request.actor, at=now())
    return whole(letter)


@router.post(
    "/letters/requests/{int:request_id}/refuse",
    response=RequestOut,
    operation_id="refuseLetter",
    summary="Tidak terdaftar",
)
@needs(REFUSE)
def refuse(request: Asked, request_id: int) -> RequestOut:
    """Warga tidak terdaftar: permohonan berakhir, usulan baru dapat ditawarkan."""
    found = requests.by_id(request.actor, request_id)
    certify.refuse_certificate(request_id=found.pk, by=request.actor, at=now())
    return _request(request.actor, requests.by_id(request.actor, request_id))


def _row(found: CertificateRequest) -> dict[str, Any]:
    return {
        "id": found.pk, "person_id": found.person_id, "full_name": found.person.full_name, "state": found.case.state,
        "region_code": found.region_code, "purpose": found.purpose, "case_id": found.case_id,
    }  # fmt: skip


def _request(actor: Actor, found: CertificateRequest) -> RequestOut:
    letter = requests.letter_of(actor, found)
    return RequestOut(**_row(found), letter_id=letter.uuid if letter else None)
