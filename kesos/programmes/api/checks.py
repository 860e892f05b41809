"""The monthly check of recipients by a program: list, look, papers, decision, what the person was told."""

from datetime import date, datetime
from typing import Annotated, BinaryIO, cast

from django.utils import timezone
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile

from kesos.evidence.queries.papers import POINT
from kesos.evidence.services.locate import point_of
from kesos.foundation.errors import NotFound, Refused
from kesos.jobs import services as jobs
from kesos.programmes.api.check_bodies import (
    CheckDecision,
    CheckPaperIn,
    ChecksExportIn,
    ExportStarted,
    HandOverIn,
    ManyFit,
    ManyFitOut,
    PlaceProgress,
    RecipientOne,
    RecipientRow,
    RefusedRecipient,
    ThresholdIn,
    ToldOut,
    one_out,
    row_out,
)
from kesos.programmes.models import Check, CheckNotice
from kesos.programmes.models.checks import STATES
from kesos.programmes.queries import checks
from kesos.programmes.queries.checks import VIEW, Filters
from kesos.programmes.services import check_house, check_proposals, objections
from kesos.programmes.services import checks as services
from kesos.programmes.services.export_checks import JOB, TITLE, Wanted, refuse_unless_allowed
from kesos.programmes.services.field_notes import NOTE
from kesos.registry.models import Enrolment
from kesos.registry.queries import places
from kesos.registry.services.export_terms import EXPORT
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST = "recipients"
router = Router(tags=["Kelayakan"])
Month = Annotated[date | None, Query(description="Hari mana pun dalam bulan itu; kosong: bulan ini.")]
Place = Annotated[str, Query(max_length=10, pattern="^[0-9]*$")]


@router.get("/recipients", response=Page[RecipientRow], operation_id="listRecipients", summary="Penerima dan kelayakan")
@needs(VIEW)
def listed(
    request: Asked,
    paging: Query[Paging],
    within: Place = "",
    month: Month = None,
    state: Annotated[str, Query(max_length=24)] = "",
    programme: Annotated[str, Query(max_length=16)] = "",
    proposed: bool = False,
    without_photo: bool = False,
    text: Annotated[str, Query(max_length=80)] = "",
    rw: Annotated[str, Query(max_length=3)] = "",
) -> dict[str, object]:
    """Satu kelurahan: semua penerima menurut nama. Wilayah lebih luas: pemeriksaan yang dimulai, atau menurut nama."""
    today = timezone.localdate(now())
    asked = Filters(
        checks.month_of(month or today), programme, state if state in STATES else "", proposed, without_photo,
        text.strip(), within, rw.strip(),
    )  # fmt: skip
    rows = checks.page(
        request.actor, asked, today=today, after=paging.after_id(LIST), limit=paging.limit + 1
    )  # fmt: skip
    return page(rows, of=LIST, limit=paging.limit, mark=lambda row: [row.id], show=row_out)


@router.get(
    "/recipients/progress", response=list[PlaceProgress], operation_id="getCheckProgress", summary="Kemajuan kelurahan"
)
@needs(VIEW)
def progress(request: Asked, within: Place = "", month: Month = None) -> list[PlaceProgress]:
    """Tiap kelurahan dalam satu kabupaten/kota: berapa dari berapa yang sudah diputus."""
    first = checks.month_of(month or timezone.localdate(now()))
    return [PlaceProgress.from_orm(each) for each in checks.progress(request.actor, within, month=first)]


@router.get("/recipients/{int:enrolment_id}", response=RecipientOne, operation_id="getRecipient", summary="Penerima")
@needs(VIEW)
def one(request: Asked, enrolment_id: int) -> RecipientOne:
    """Satu penerima: pemeriksaan bulan ini dan yang ditemukan aturan sekarang."""
    return one_out(checks.by_enrolment(request.actor, enrolment_id))


@router.post(
    "/recipients/{int:enrolment_id}/look", response=RecipientOne, operation_id="lookAtRecipient", summary="Mulai"
)
@needs(VIEW)
def look(request: Asked, enrolment_id: int) -> RecipientOne:
    """Mulai periksa: foto dan titik rumahnya sudah dilihat. Membuka kasus bila belum ada."""
    services.look_at(enrolment_id=enrolment_id, by=request.actor, at=now())
    return one_out(checks.by_enrolment(request.actor, enrolment_id))


@router.post(
    "/recipients/{int:enrolment_id}/papers", response={201: RecipientOne}, operation_id="attachCheckPaper",
    summary="Foto dan titik rumah",
)  # fmt: skip
@needs(VIEW)
def attach(
    request: Asked, enrolment_id: int, form: Form[CheckPaperIn], file: File[UploadedFile | None] = None
) -> RecipientOne:
    """Foto depan rumah, atau titiknya; yang baru menggantikan yang lama."""
    enrolment, at = checks.by_enrolment(request.actor, enrolment_id), now()
    check = _check(enrolment, at)
    if form.paper == POINT:
        check_house.bring_point(check=check, told=point_of(form.value), by=request.actor, at=at)
    elif file is not None:
        check_house.bring_photo(
            check=check, data=cast(BinaryIO, file), name=file.name or "rumah", by=request.actor, at=at
        )
    else:
        raise Refused("Lampirkan fotonya.", code="file_missing", field="file")
    return one_out(enrolment)


@router.post(
    "/recipients/{int:enrolment_id}/decide", response=RecipientOne, operation_id="decideOnRecipient", summary="Putuskan"
)
@needs(VIEW)
def decide(request: Asked, enrolment_id: int, body: CheckDecision) -> RecipientOne:
    """Satu langkah pada alur kelayakan; wewenang tiap langkah `kelayakan.<langkah>`."""
    enrolment, at = checks.by_enrolment(request.actor, enrolment_id), now()
    check, on = _check(enrolment, at), body.on or timezone.localdate(at)
    if body.action == "layak":
        services.find_fit(check=check, on=on, by=request.actor, at=at, seen=body.seen)
    elif body.action == "tidak_layak":
        services.find_unfit(
            check=check, reason_code=body.reason_code, reason=body.reason, evidence=body.evidence, on=on,
            by=request.actor, at=at, seen=body.seen,
        )  # fmt: skip
    else:
        services.weigh(check=check, action=body.action, by=request.actor, at=at, reason=body.reason, seen=body.seen)
    return one_out(checks.by_enrolment(request.actor, enrolment_id))


@router.post("/recipients/fit", response=ManyFitOut, operation_id="findRecipientsFit", summary="Banyak layak sekaligus")
@needs(services.PASS)
def fit(request: Asked, body: ManyFit) -> ManyFitOut:
    """Menyatakan banyak penerima layak. Tidak layak hanya satu per satu; yang ditemukan aturan tidak ikut."""
    told = services.pass_many(enrolments=body.ids, by=request.actor, at=now())
    refused = [RefusedRecipient(id=one, code="not_passed", detail=why) for one, why in sorted(told.refused.items())]
    left = set(body.ids) - set(told.passed) - set(told.refused)
    refused += [RefusedRecipient(id=one, code="not_found", detail="Penerima tidak ditemukan.") for one in sorted(left)]
    return ManyFitOut(passed=told.passed, refused=refused)


@router.get(
    "/recipients/{int:enrolment_id}/notice", response=ToldOut, operation_id="getCheckNotice", summary="Pemberitahuan"
)
@needs(VIEW)
def notice(request: Asked, enrolment_id: int) -> CheckNotice:
    """Yang diberitahukan tertulis kepada orangnya, dan sampai kapan ia dapat mengajukan keberatan."""
    return _notice(checks.by_enrolment(request.actor, enrolment_id))


@router.post(
    "/recipients/{int:enrolment_id}/notice/hand-over", response=ToldOut, operation_id="handOverNotice",
    summary="Catat penyerahan",
)  # fmt: skip
@needs(NOTE)
def hand_over(request: Asked, enrolment_id: int, body: HandOverIn) -> CheckNotice:
    """Suratnya sampai kepada orangnya. Dicatat lagi, tidak ada yang berubah."""
    found, at = _notice(checks.by_enrolment(request.actor, enrolment_id)), now()
    return objections.hand_over(
        check=found.check_row, to=body.to, on=body.on or timezone.localdate(at), by=request.actor, at=at
    )


@router.post("/recipients/export", response={202: ExportStarted}, operation_id="exportRecipients", summary="Unduh")
@needs(EXPORT)
def export(request: Asked, body: ChecksExportIn) -> ExportStarted:
    """Daftar kelayakan sebagai berkas Excel; NIK tersamar. Jalannya pada getJob."""
    places.refuse_unknown(body.within)
    at = now()
    filters = Filters(checks.month_of(body.month or timezone.localdate(at)), place=body.within)
    wanted = Wanted(filters.kept(), body.purpose)
    refuse_unless_allowed(wanted, by=request.actor)
    run = jobs.start(
        JOB, by=request.actor, at=at, title=TITLE, region_code=body.within, wanted=wanted.kept(), said=[]
    )  # fmt: skip
    return ExportStarted(job_id=run.pk)


@router.post(
    "/criteria-thresholds", response={204: None}, operation_id="setCriteriaThreshold", summary="Batas kriteria"
)
@needs("setting.manage")
def threshold(request: Asked, body: ThresholdIn) -> None:
    """Berapa dari delapan kriteria yang diperlukan di satu kabupaten/kota, mulai satu hari."""
    check_proposals.set_threshold(**body.dict(), by=request.actor, at=now())


def _check(enrolment: Enrolment, at: datetime) -> Check:
    check = checks.check_of(enrolment, month=checks.month_of(timezone.localdate(at)))
    if check is None:
        raise NotFound("Pemeriksaan bulan ini belum dimulai.")
    return check


def _notice(enrolment: Enrolment) -> CheckNotice:
    found = CheckNotice.objects.select_related("check_row").filter(check_row__enrolment=enrolment).order_by("-pk")
    if (told := found.first()) is None:
        raise NotFound("Belum ada pemberitahuan bagi penerima ini.")
    return told
