"""The month of a kab/kota by a program: where it stands, its steps, the head's letter, the centre's decree."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from kesos.foundation.written import month_name
from kesos.jobs import services as jobs
from kesos.proposals.api.papers import kept
from kesos.proposals.models import Period
from kesos.proposals.queries import reach
from kesos.proposals.queries.reach import VIEW_PERIODS
from kesos.proposals.services import determine, periods, send_to_centre
from kesos.proposals.services.result_file import read_results
from kesos.registry.services.export_terms import EXPORT
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page
from kesos.workflow import services as workflow

LIST, ENDORSE, RESULTS = "periods", "periode_bulanan.sahkan", "periode_bulanan.impor_hasil"
router = Router(tags=["Periode"])


class PeriodOut(Schema):
    id: int
    region_code: Annotated[str, Field(examples=["3571"])]
    month: date
    state: Annotated[str, Field(examples=["DIBUKA"])]


class PeriodOne(PeriodOut):
    counts: Annotated[dict[str, int], Field(description="Usulan menurut tahap, sejauh terlihat pengguna.")]


class PeriodStep(Schema):
    action: Literal["mulai_verifikasi", "finalisasi_dinsos", "kembalikan", "tarik"]
    reason: Annotated[str, Field(max_length=500)] = ""


class Endorsed(Schema):
    endorsed: int


class Decree(Schema):
    decree: Annotated[str, Field(max_length=120, examples=["123/HUK/2026"])]
    decreed_on: date


class CentreForm(Schema):
    form: Annotated[
        Literal["xlsx", "csv"], Field(description="`csv`: bita yang sama setiap kali dibuat (docs/exchange-format.md).")
    ] = "xlsx"


class Begun(Schema):
    job_id: Annotated[int, Field(description="Ikuti dengan getJob.")]
    kind: str
    state: str


class Determined(Schema):
    listed: int
    refused: int


@router.get("/periods", response=Page[PeriodOut], operation_id="listPeriods", summary="Periode bulanan")
@needs(VIEW_PERIODS)
def listed(request: Asked, paging: Query[Paging]) -> dict[str, object]:
    """Bulan kabupaten/kota yang memuat wilayah wewenang, yang terbaru lebih dahulu."""
    found = reach.periods(request.actor).order_by("-month", "-pk")
    if after := paging.after(LIST):
        month, last = date.fromisoformat(str(after[0])), int(after[1])
        found = found.filter(month__lte=month).exclude(month=month, pk__gte=last)
    rows = list(found[: paging.limit + 1])
    states = reach.states(rows)
    return page(
        rows, of=LIST, limit=paging.limit, mark=lambda row: [row.month.isoformat(), row.pk],
        show=lambda row: PeriodOut(**_told(row, states)),
    )  # fmt: skip


@router.get("/periods/{int:period_id}", response=PeriodOne, operation_id="getPeriod", summary="Satu periode")
@needs(VIEW_PERIODS)
def one(request: Asked, period_id: int) -> PeriodOne:
    """Tahap satu bulan, dan berapa usulan pada tiap tahap."""
    return _one(reach.period(request.actor, period_id))


@router.post("/periods/{int:period_id}/act", response=PeriodOne, operation_id="actOnPeriod", summary="Langkah periode")
@needs(VIEW_PERIODS)
def act(request: Asked, period_id: int, body: PeriodStep) -> PeriodOne:
    """Satu langkah bulan itu; wewenang tiap langkah `periode_bulanan.<langkah>`. Pengesahan lewat endorsePeriod."""
    period = reach.period(request.actor, period_id)
    if body.action == "kembalikan":
        periods.send_back(period=period, reason=body.reason, by=request.actor, at=now())
    else:
        workflow.decide(case_id=period.case_id, by=request.actor, at=now(), **body.dict())
    return _one(period)


@router.post(
    "/periods/{int:period_id}/endorse", response=Endorsed, operation_id="endorsePeriod", summary="Sahkan periode"
)
@needs(ENDORSE)
def endorse(request: Asked, period_id: int, letter: File[UploadedFile]) -> Endorsed:
    """Surat pengesahan yang ditandatangani membawa bulan itu dan setiap usulan yang menunggunya."""
    period, at = reach.period(request.actor, period_id), now()
    key = kept(letter, "paper", region_code=period.region_id, by=request.actor, at=at)
    return Endorsed(endorsed=periods.endorse(period=period, letter_key=key, by=request.actor, at=at))


@router.post(
    "/periods/{int:period_id}/centre-file", response={202: Begun}, operation_id="makeCentreFile",
    summary="Berkas untuk pusat",
)  # fmt: skip
@needs(EXPORT)
def centre_file(request: Asked, period_id: int, body: CentreForm | None = None) -> Begun:
    """Daftar yang dikunci sebagai berkas, dibuat di belakang layar; dengan hasil terisi kembali lewat importResults."""
    period = reach.period(request.actor, period_id)
    send_to_centre.refuse_unless_allowed(period, by=request.actor)
    job = jobs.start(
        send_to_centre.JOB, by=request.actor, at=now(), title=f"Berkas untuk pusat, {month_name(period.month)}",
        region_code=period.region_id, period_id=period.pk, form=(body or CentreForm()).form,
    )  # fmt: skip
    return Begun(job_id=job.pk, kind=job.kind, state=job.state)


@router.post(
    "/periods/{int:period_id}/results", response=Determined, operation_id="importResults", summary="Impor penetapan"
)
@needs(RESULTS)
def results(request: Asked, period_id: int, form: Form[Decree], file: File[UploadedFile]) -> Determined:
    """Kata SK penetapan atas setiap usulan yang dikirim, sebagai CSV dengan kolom nomor, hasil (DITETAPKAN atau TIDAK),
    desil, alasan. Diterima seluruhnya atau tidak sama sekali; SK dan isi yang sama sekali lagi tidak mengubah apa pun
    (0 dan 0)."""
    period, at = reach.period(request.actor, period_id), now()
    rows = read_results(file.read())
    file.seek(0)
    key = kept(file, "spreadsheet", region_code=period.region_id, by=request.actor, at=at)
    listed, refused = determine.import_results(
        period=period, decree=form.decree, decreed_on=form.decreed_on, results=rows, file_key=key, by=request.actor,
        at=at,
    )  # fmt: skip
    return Determined(listed=listed, refused=refused)


def _one(period: Period) -> PeriodOne:
    return PeriodOne(**_told(period, reach.states([period])), counts=periods.counts(period))


def _told(period: Period, states: dict[int, str]) -> dict[str, Any]:
    return {"id": period.pk, "region_code": period.region_id, "month": period.month, "state": states[period.pk]}
