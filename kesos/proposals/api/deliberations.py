"""The village deliberation by a program: call it, note what was said, bring its papers, carry it out."""

from datetime import date, time
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from kesos.foundation.errors import Refused
from kesos.proposals.api.papers import PaperIn, kept
from kesos.proposals.models import Deliberation
from kesos.proposals.queries import reach
from kesos.proposals.queries.proposals import VIEW
from kesos.proposals.services import attendance, deliberate, package
from kesos.proposals.services.attendance import Present
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page
from kesos.workflow import services as workflow

LIST, CARRY_OUT = "deliberations", "usulan_dtks.setuju_muskel"
DECIDED = "keputusan_per_keluarga"
NOT_A_FILE = (
    "Lampirkan berkasnya. Keputusan tiap keluarga, kehadiran, dan tanda tangan dicatat lewat `noteDecisions`, "
    "`noteAttendance`, dan `noteSignatures`."
)
router = Router(tags=["Musyawarah"])
Code = Annotated[str, Field(max_length=10, pattern="^[0-9]{10}$", examples=["3571031009"])]


class DeliberationOut(Schema):
    id: int
    period_id: int
    month: date
    region_code: Code
    held_on: date
    begins_at: time | None
    place: str
    minutes_number: Annotated[str, Field(description="Nomor berita acara atau SPTJM yang dibuat di sini.")]
    state: Annotated[str, Field(examples=["DIJADWALKAN"])]
    case_id: int
    last_seq: int


class DeliberationOne(DeliberationOut):
    waiting: Annotated[list[int], Field(description="Usulan yang menunggu keputusannya.")]


class Call(Schema):
    period_id: int
    region_code: Code
    held_on: date
    begins_at: Annotated[time | None, Field(description="Jam yang tercetak di undangan.")] = None
    place: Annotated[str, Field(max_length=200, examples=["Balai Kelurahan Bawang"])]


class RefusedProposal(Schema):
    proposal_id: int
    reason_code: Annotated[str, Field(max_length=20, examples=["US-01"])]
    reason: Annotated[str, Field(max_length=500)] = ""


class Said(Schema):
    agreed: list[int] = []
    refused: list[RefusedProposal] = []


class DeliberationStep(Schema):
    action: Literal["mulai", "catat_hasil", "tandatangan", "unggah", "sptjm", "batalkan"]
    reason: Annotated[str, Field(max_length=500)] = ""
    seen: int | None = None
    early: Annotated[bool, Field(description="Untuk `mulai`: ya, diadakan sebelum tanggal undangannya.")] = False


LetterOrList = Literal["undangan", "daftar_awal", "berita_acara", "daftar_bnba", "sptjm"]


class PaperMade(Schema):
    paper: LetterOrList
    signer_id: Annotated[int | None, Field(description="Kosong: penanda tangan pertama kantor kelurahan.")] = None
    said: Annotated[str, Field(max_length=300, description="Undangan: kepada siapa. SPTJM: mengapa.")] = ""


class PresentIn(Schema):
    name: Annotated[str, Field(max_length=200, examples=["Sugeng"])]
    standing: Annotated[str, Field(max_length=200, examples=["Ketua RT 01"])]
    chairs: bool = False
    signs: Annotated[bool, Field(description="Ikut menandatangani berita acara.")] = False


class AttendanceIn(Schema):
    people: Annotated[list[PresentIn], Field(max_length=1000)]


class CarriedOut(Schema):
    agreed: int
    refused: int


@router.get("/deliberations", response=Page[DeliberationOut], operation_id="listDeliberations", summary="Musyawarah")
@needs(VIEW)
def listed(request: Asked, paging: Query[Paging], period_id: int | None = None) -> dict[str, object]:
    """Musyawarah di wilayah wewenang, menurut urutan dijadwalkan."""
    found = reach.deliberations(request.actor).filter(pk__gt=paging.after_id(LIST)).order_by("pk")
    if period_id is not None:
        found = found.filter(period=period_id)
    return page(list(found[: paging.limit + 1]), of=LIST, limit=paging.limit, mark=lambda row: [row.pk], show=_out)


@router.post(
    "/deliberations",
    response={201: DeliberationOne},
    operation_id="scheduleDeliberation",
    summary="Jadwalkan musyawarah",
)
@needs(deliberate.SCHEDULE)
def schedule(request: Asked, body: Call) -> DeliberationOne:
    """Mengundang musyawarah satu desa atau kelurahan pada satu periode."""
    period = reach.period(request.actor, body.period_id)
    made = deliberate.schedule(
        period=period, region_code=body.region_code, held_on=body.held_on, place=body.place,
        begins_at=body.begins_at, by=request.actor, at=now(),
    )  # fmt: skip
    return _one(reach.deliberation(request.actor, made.pk))


@router.get(
    "/deliberations/{int:deliberation_id}", response=DeliberationOne, operation_id="getDeliberation",
    summary="Satu musyawarah",
)  # fmt: skip
@needs(VIEW)
def one(request: Asked, deliberation_id: int) -> DeliberationOne:
    """Satu musyawarah dengan usulan yang menunggunya."""
    return _one(reach.deliberation(request.actor, deliberation_id))


@router.post(
    "/deliberations/{int:deliberation_id}/papers", response={201: DeliberationOne}, operation_id="attachMinutes",
    summary="Lampirkan berkas musyawarah",
)  # fmt: skip
@needs(VIEW)
def attach(
    request: Asked, deliberation_id: int, form: Form[PaperIn], file: File[UploadedFile | None] = None
) -> DeliberationOne:
    """Undangan, daftar hadir, foto, berita acara, atau SPTJM."""
    found, at = reach.deliberation(request.actor, deliberation_id), now()
    # decisions, presence and signatures have services of their own: a word in their place would stand for all of them
    if file is None or form.paper == DECIDED:
        raise Refused(NOT_A_FILE, code="file_missing", field="file")
    key = kept(file, form.kind, region_code=found.region_id, by=request.actor, at=at)
    workflow.attach_paper(case_id=found.case_id, paper=form.paper, file_key=key, by=request.actor, at=at)
    return _one(found)


@router.get(
    "/deliberations/{int:deliberation_id}/print/{paper}", operation_id="printDeliberationPaper",
    summary="Cetak berkas musyawarah",
    openapi_extra={"responses": {200: {"description": "PDF", "content": {"application/pdf": {}}}}},
)  # fmt: skip
@needs(VIEW)
def printed(
    request: Asked,
    deliberation_id: int,
    paper: Literal["undangan", "daftar_awal", "daftar_hadir", "berita_acara", "daftar_bnba", "sptjm"],
) -> HttpResponse:
    """PDF berkas yang sudah dibuat; sebelum itu konsepnya. Tercatat sebagai pengambilan data."""
    found = package.printed(
        deliberation=reach.deliberation(request.actor, deliberation_id), paper=paper, by=request.actor, at=now()
    )
    return HttpResponse(found.content, content_type="application/pdf")


@router.post(
    "/deliberations/{int:deliberation_id}/made", response={201: DeliberationOne}, operation_id="makeDeliberationPaper",
    summary="Buat berkas musyawarah",
)  # fmt: skip
@needs(VIEW)
def make(request: Asked, deliberation_id: int, body: PaperMade) -> DeliberationOne:
    """Membuat surat bernomor atau daftar dari data, yang memenuhi syarat berkas pada alurnya. Sekali saja."""
    found = reach.deliberation(request.actor, deliberation_id)
    package.make(deliberation=found, by=request.actor, at=now(), **body.dict())
    return _one(reach.deliberation(request.actor, deliberation_id))


@router.post(
    "/deliberations/{int:deliberation_id}/attendance", response=DeliberationOne, operation_id="noteAttendance",
    summary="Isi daftar hadir",
)  # fmt: skip
@needs("musyawarah.catat_hasil")
def attend(request: Asked, deliberation_id: int, body: AttendanceIn) -> DeliberationOne:
    """Seluruh daftar hadir sekaligus, tepat satu ketua; menggantikan yang sebelumnya."""
    found = reach.deliberation(request.actor, deliberation_id)
    people = [Present(**each.dict()) for each in body.people]
    attendance.note_attendance(deliberation=found, people=people, by=request.actor, at=now())
    return _one(found)


@router.post(
    "/deliberations/{int:deliberation_id}/signatures", response=DeliberationOne, operation_id="noteSignatures",
    summary="Catat tanda tangan berita acara",
)  # fmt: skip
@needs("musyawarah.tandatangan")
def signed(request: Asked, deliberation_id: int) -> DeliberationOne:
    """Berita acara yang dibuat di sini sudah ditandatangani di atas kertas oleh semua yang tertera."""
    found = reach.deliberation(request.actor, deliberation_id)
    attendance.note_signatures(deliberation=found, by=request.actor, at=now())
    return _one(found)


@router.post(
    "/deliberations/{int:deliberation_id}/decisions", response=DeliberationOne, operation_id="noteDecisions",
    summary="Catat keputusan",
)  # fmt: skip
@needs("musyawarah.catat_hasil")
def note(request: Asked, deliberation_id: int, body: Said) -> DeliberationOne:
    """Apa kata musyawarah tentang setiap usulan yang menunggu; setiap usulan disebut tepat sekali."""
    found = reach.deliberation(request.actor, deliberation_id)
    refused = {each.proposal_id: (each.reason_code, each.reason) for each in body.refused}
    deliberate.note_decisions(deliberation=found, agreed=body.agreed, refused=refused, by=request.actor, at=now())
    return _one(found)


@router.post(
    "/deliberations/{int:deliberation_id}/act", response=DeliberationOne, operation_id="actOnDeliberation",
    summary="Langkah musyawarah",
)  # fmt: skip
@needs(VIEW)
def act(request: Asked, deliberation_id: int, body: DeliberationStep) -> DeliberationOne:
    """Satu langkah pada alur musyawarah; wewenang tiap langkah `musyawarah.<langkah>`."""
    found = reach.deliberation(request.actor, deliberation_id)
    deliberate.take_step(deliberation=found, by=request.actor, at=now(), **body.dict())
    return _one(reach.deliberation(request.actor, deliberation_id))


@router.post(
    "/deliberations/{int:deliberation_id}/carry-out", response=CarriedOut, operation_id="carryOutDeliberation",
    summary="Jalankan hasil musyawarah",
)  # fmt: skip
@needs(CARRY_OUT)
def carry_out(request: Asked, deliberation_id: int) -> CarriedOut:
    """Lurah menjalankan isi berita acara atau SPTJM yang diunggah, semua baris atau tidak sama sekali."""
    found = reach.deliberation(request.actor, deliberation_id)
    agreed, refused = deliberate.carry_out(deliberation=found, by=request.actor, at=now())
    return CarriedOut(agreed=agreed, refused=refused)


def _out(found: Deliberation) -> DeliberationOut:
    return DeliberationOut(**_told(found))


def _one(found: Deliberation) -> DeliberationOne:
    return DeliberationOne(**_told(found), waiting=[each.pk for each in deliberate.waiting_for(found)])


def _told(found: Deliberation) -> dict[str, Any]:
    return {
        "id": found.pk, "period_id": found.period_id, "month": found.period.month, "region_code": found.region_id,
        "held_on": found.held_on, "begins_at": found.begins_at, "place": found.place,
        "minutes_number": found.minutes_number,
        "state": found.case.state, "case_id": found.case_id,
        "last_seq": found.case.last_seq,
    }  # fmt: skip
