"""Usul and sanggah by a program: told, taken at the counter, listed, looked into. No answer names who told one."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, BinaryIO, cast

from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from kesos.foundation.errors import Refused
from kesos.foundation.numbers import masked, only_number, structure_fault
from kesos.portal.features import REPORTS
from kesos.portal.models import Report
from kesos.portal.queries import recipients, reports
from kesos.portal.services import handle_report
from kesos.portal.services.find_recipients import find_recipients
from kesos.portal.services.open_reporter import OPEN, open_reporter
from kesos.portal.services.report import TAKE, Told, take_at_counter, tell
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST, OWN_LIST = "reports", "own_reports"
router = Router(tags=["Usul dan sanggah"])
Latitude = Annotated[Decimal | None, Field(ge=-11.5, le=6.5, examples=["-7.8166"])]
Longitude = Annotated[Decimal | None, Field(ge=94.5, le=141.5, examples=["112.0352"])]


class OwnReportOut(Schema):
    id: int
    kind: Annotated[str, Field(examples=["sanggah"])]
    state: Annotated[str, Field(examples=["DIKIRIM"])]
    sent_at: datetime
    due_at: datetime | None
    late: bool


class ReportRow(OwnReportOut):
    subject_name: str
    programme: str
    region_code: str
    through: Annotated[str, Field(examples=["counter"])]
    followed_up: bool


class ReportOut(ReportRow):
    reason: str
    kk: str | None
    latitude: Decimal | None
    longitude: Decimal | None
    no_point_reason: str
    surveyor: str
    field_result: str
    photo: str
    field_photo: str | None


class TellIn(Schema):
    reason: Annotated[str, Field(max_length=2000, examples=["Rumahnya bertingkat dan punya mobil"])]
    latitude: Latitude = None
    longitude: Longitude = None
    no_point_reason: Annotated[str, Field(max_length=200)] = ""


class SanggahIn(TellIn):
    recipient: Annotated[str, Field(max_length=300, description="Tanda dari `findRecipients`.")]


class UsulIn(TellIn):
    kk: Annotated[str, Field(max_length=24)]
    head_name: Annotated[str, Field(max_length=120)]
    programme: Annotated[str, Field(max_length=16, examples=["PKH"])]


class RecipientOut(Schema):
    recipient: Annotated[str, Field(description="Tanda untuk menyanggah; berlaku hari ini dan untuk pemohon ini saja.")]
    name: Annotated[str, Field(examples=["S•••••••"])]
    programme: str
    rt: str
    rw: str


class StepIn(Schema):
    action: Annotated[str, Field(max_length=40, examples=["tugaskan"])]
    reason: Annotated[str, Field(max_length=1000)] = ""
    surveyor_id: int | None = None


class FieldIn(Schema):
    result: Annotated[str, Field(max_length=2000)]


class ReasonIn(Schema):
    reason: Annotated[str, Field(max_length=300)]


class ReporterOut(Schema):
    name: str
    region_code: str
    told_at: datetime


class Wanted(Schema):
    kind: Annotated[str, Field(pattern="^(usul|sanggah|)$")] = ""
    state: Annotated[str, Field(pattern="^[A-Z_]{0,30}$")] = ""
    only: Annotated[str, Field(pattern=f"^({reports.LATE}|{reports.RAISED}|{reports.FOLLOW}|)$")] = ""
    name: Annotated[str, Field(max_length=80)] = ""
    within: Annotated[str, Field(max_length=10, pattern="^[0-9]*$")] = ""


@router.get("/reports", response=Page[ReportRow], operation_id="listReports", summary="Usul dan sanggah")
@needs(reports.VIEW)
def listed(request: Asked, wanted: Query[Wanted], paging: Query[Paging]) -> dict[str, object]:
    """Laporan masyarakat di wilayah wewenang, yang terbaru lebih dahulu; pelapornya tidak disebut."""
    at = now()
    filters = reports.Filters(wanted.kind, wanted.state, wanted.only, wanted.name.strip(), wanted.within)
    found = reports.page(request.actor, filters, at=at, after=paging.after_id(LIST), limit=paging.limit + 1)
    return page(
        found, of=LIST, limit=paging.limit, mark=lambda each: [each.pk], show=lambda each: ReportRow(**_row(each, at))
    )


@router.get("/reports/{int:report_id}", response=ReportOut, operation_id="getReport", summary="Satu usul atau sanggah")
@needs(reports.VIEW)
def one(request: Asked, report_id: int) -> ReportOut:
    """Isi laporan, hasil lapangan, dan kunci fotonya; pelapornya tidak disebut."""
    return _whole(reports.by_id(request.actor, report_id))


@router.get("/me/reports", response=Page[OwnReportOut], operation_id="listOwnReports", summary="Laporan sendiri")
@needs(reports.OWN)
def own(request: Asked, paging: Query[Paging]) -> dict[str, object]:
    """Usul dan sanggah yang disampaikan pemilik token, dengan keadaannya."""
    at = now()
    found = reports.own(request.actor, after=paging.after_id(OWN_LIST), limit=paging.limit + 1)
    return page(
        found, of=OWN_LIST, limit=paging.limit, mark=lambda each: [each.pk],
        show=lambda each: OwnReportOut(**_own(each, at)),
    )  # fmt: skip


@router.get(
    "/me/recipients",
    response=list[RecipientOut],
    operation_id="findRecipients",
    summary="Penerima di kelurahan sendiri",
)
@needs(reports.OWN, feature=REPORTS)
def found_recipients(request: Asked, name: Annotated[str, Query(min_length=3, max_length=80)]) -> list[RecipientOut]:
    """Penerima bantuan di kelurahan pemilik akun menurut nama, tersamar, paling banyak dua puluh."""
    found = find_recipients(name=name, by=request.actor, at=now())
    return [RecipientOut(recipient=e.mark, name=e.name, programme=e.programme, rt=e.rt, rw=e.rw) for e in found]


@router.post(
    "/me/reports/sanggah", response={201: OwnReportOut}, operation_id="tellSanggah", summary="Sanggah penerima"
)
@needs(reports.OWN, feature=REPORTS)
def tell_sanggah(request: Asked, form: Form[SanggahIn], photo: File[UploadedFile]) -> OwnReportOut:
    """Sanggahan warga sekelurahan dengan alasan, foto rumah, dan titik; yang sama tidak dicatat dua kali."""
    return _tell(request, _sanggah(request, form, photo))


@router.post("/me/reports/usul", response={201: OwnReportOut}, operation_id="tellUsul", summary="Usulkan keluarga")
@needs(reports.OWN, feature=REPORTS)
def tell_usul(request: Asked, form: Form[UsulIn], photo: File[UploadedFile]) -> OwnReportOut:
    """Usul warga dengan No KK, nama kepala keluarga, program, alasan, foto rumah, dan titik."""
    return _tell(request, _usul(form, photo))


@router.post(
    "/people/{int:person_id}/reports/sanggah", response={201: ReportRow}, operation_id="takeSanggah",
    summary="Terima sanggah di loket",
)  # fmt: skip
@needs(TAKE)
def take_sanggah(request: Asked, person_id: int, form: Form[SanggahIn], photo: File[UploadedFile]) -> ReportRow:
    """Sanggahan yang diterima petugas bagi warga yang hadir di loket."""
    return _take(request, person_id, _sanggah(request, form, photo))


@router.post(
    "/people/{int:person_id}/reports/usul", response={201: ReportRow}, operation_id="takeUsul",
    summary="Terima usul di loket",
)  # fmt: skip
@needs(TAKE)
def take_usul(request: Asked, person_id: int, form: Form[UsulIn], photo: File[UploadedFile]) -> ReportRow:
    """Usul yang diterima petugas bagi warga yang hadir di loket."""
    return _take(request, person_id, _usul(form, photo))


@router.post(
    "/reports/{int:report_id}/act", response=ReportOut, operation_id="actOnReport", summary="Langkah usul atau sanggah"
)
@needs(reports.VIEW)
def act(request: Asked, report_id: int, body: StepIn) -> ReportOut:
    """Satu langkah alur: catat, tugaskan (dengan petugas lapangan), terbukti, atau tidak_terbukti dengan alasan."""
    return _whole(handle_report.take_step(report_id=report_id, by=request.actor, at=now(), **body.dict()))


@router.post(
    "/reports/{int:report_id}/field-result", response=ReportOut, operation_id="noteFieldResult",
    summary="Hasil lapangan",
)  # fmt: skip
@needs(handle_report.SURVEY)
def note_field(request: Asked, report_id: int, form: Form[FieldIn], photo: File[UploadedFile]) -> ReportOut:
    """Dicatat petugas lapangan yang ditugaskan, dengan foto rumahnya."""
    return _whole(
        handle_report.note_field(
            report_id=report_id, result=form.result, by=request.actor, at=now(),
            photo=cast(BinaryIO, photo), photo_name=photo.name or "foto",
        )
    )  # fmt: skip


@router.post(
    "/reports/{int:report_id}/follow-up", response=ReportOut, operation_id="followUpReport", summary="Ditindaklanjuti"
)
@needs(reports.FOLLOW_UP)
def follow_up(request: Asked, report_id: int) -> ReportOut:
    """Laporan yang terbukti sudah ditindaklanjuti kelurahan."""
    return _whole(handle_report.follow_up(report_id=report_id, by=request.actor, at=now()))


@router.post(
    "/reports/{int:report_id}/open-reporter", response=ReporterOut, operation_id="openReporter",
    summary="Buka identitas pelapor",
)  # fmt: skip
@needs(OPEN, answer_is_kept=False)
def open_teller(request: Asked, report_id: int, body: ReasonIn) -> ReporterOut:
    """Hanya bagi pejabat yang ditunjuk, dengan alasan; setiap pembukaan dicatat."""
    opened = open_reporter(report_id=report_id, reason=body.reason, by=request.actor, at=now())
    return ReporterOut(name=opened.name, region_code=opened.region_code, told_at=opened.told_at)


def _tell(request: Asked, told: Told) -> OwnReportOut:
    at = now()
    return OwnReportOut(**_own(tell(told=told, by=request.actor, at=at), at))


def _take(request: Asked, person_id: int, told: Told) -> ReportRow:
    at = now()
    return ReportRow(**_row(take_at_counter(told=told, person_id=person_id, by=request.actor, at=at), at))


def _sanggah(request: Asked, form: SanggahIn, photo: UploadedFile) -> Told:
    enrolment = recipients.enrolment_of(form.recipient, by=request.actor)
    return Told(kind=Report.Kind.SANGGAH, enrolment_id=enrolment, **_told(form, photo))


def _usul(form: UsulIn, photo: UploadedFile) -> Told:
    digits = only_number(form.kk)
    if structure_fault(digits, women_plus_forty=False):
        raise Refused("No KK harus 16 angka seperti pada kartu keluarga.", code="kk_wrong", field="kk")
    return Told(
        kind=Report.Kind.USUL, kk=int(digits), head_name=form.head_name, programme=form.programme, **_told(form, photo)
    )


def _told(form: TellIn, photo: UploadedFile) -> dict[str, Any]:
    return {
        "reason": form.reason, "latitude": form.latitude, "longitude": form.longitude, "photo": cast(BinaryIO, photo),
        "no_point_reason": form.no_point_reason if form.latitude is None else "",
    }  # fmt: skip


def _own(each: Report, at: datetime) -> dict[str, Any]:
    return {
        "id": each.pk, "kind": each.kind, "state": each.state, "sent_at": each.sent_at, "due_at": each.due_at,
        "late": each.due_at is not None and each.due_at <= (each.ended_at or at),
    }  # fmt: skip


def _row(each: Report, at: datetime) -> dict[str, Any]:
    return _own(each, at) | {
        "subject_name": each.subject_name, "programme": each.programme, "region_code": each.region_code,
        "through": each.through, "followed_up": each.followed_at is not None,
    }  # fmt: skip


def _whole(each: Report) -> ReportOut:
    return ReportOut(
        **_row(each, now()), reason=each.reason, kk=masked(each.kk) if each.kk else None, latitude=each.latitude,
        longitude=each.longitude, no_point_reason=each.no_point_reason, surveyor=each.surveyor_name,
        field_result=each.field_result, photo=str(each.photo_key),
        field_photo=str(each.field_photo_key) if each.field_photo_key else None,
    )  # fmt: skip
