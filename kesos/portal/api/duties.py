"""The office's duties by a program: incidents, terms, retention, the register of processing."""

from datetime import date, datetime
from typing import Annotated

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from kesos.files.retained import months, retained
from kesos.portal.models import RetentionRun
from kesos.portal.queries import incidents, processing, terms
from kesos.portal.services import incidents as acts
from kesos.portal.services import retention
from kesos.portal.services import terms as setting
from kesos.portal.services.export_processing import EXPORT
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.moments import Moment
from kesos.ui.pages import Page, Paging, page

LIST = "incidents"
router = Router(tags=["Pelindungan data"])


class IncidentIn(Schema):
    title: Annotated[str, Field(max_length=160)]
    found_at: Moment
    happened_at: Moment | None = None
    data: Annotated[str, Field(max_length=1000)]
    people: Annotated[int, Field(ge=0, le=300_000_000)]
    cause: Annotated[str, Field(max_length=1000)]
    measures: Annotated[str, Field(max_length=2000)] = ""
    contact: Annotated[str, Field(max_length=200)]


class IncidentOut(Schema):
    id: int
    region_code: str
    title: str
    found_at: datetime
    due_at: datetime
    people: int
    people_told_at: datetime | None
    authority_told_at: datetime | None
    closed_at: datetime | None


class ToldIn(Schema):
    whom: Annotated[str, Field(pattern="^(people|authority)$")]
    how: Annotated[str, Field(max_length=300)]
    told_at: Moment


class CloseIn(Schema):
    lesson: Annotated[str, Field(max_length=2000)]


class TermIn(Schema):
    region_code: Annotated[str, Field(pattern="^([0-9]{2}|[0-9]{4})?$")] = ""
    key: Annotated[str, Field(max_length=60, examples=["usul_sanggah.kedaluwarsa"])]
    value: Annotated[int, Field(ge=0, le=1000)]
    valid_from: date
    basis: Annotated[str, Field(max_length=300)]
    is_verified: bool = False


class PlaceTermOut(Schema):
    key: str
    value: int
    region_code: str
    valid_from: date
    basis: str
    is_verified: bool


class ClassOut(Schema):
    name: str
    what: str
    months: int
    legal_note: str


class RunOut(Schema):
    id: int
    name: str
    before: date
    found: int
    forgotten: int | None


class ForgetIn(Schema):
    preview_id: int


class ProcessingLineOut(Schema):
    part: str
    table: str
    meaning: str
    field: str
    classed: str
    basis: str


@router.get("/incidents", response=Page[IncidentOut], operation_id="listIncidents", summary="Insiden data")
@needs(incidents.MANAGE)
def listed(request: Asked, paging: Query[Paging]) -> dict[str, object]:
    """Insiden di wilayah wewenang, yang terbaru lebih dahulu, dengan batas pemberitahuannya."""
    found = incidents.page(request.actor, after=paging.after_id(LIST), limit=paging.limit + 1)
    return page(found, of=LIST, limit=paging.limit, mark=lambda each: [each.pk], show=IncidentOut.from_orm)


@router.post("/incidents", response={201: IncidentOut}, operation_id="enterIncident", summary="Catat insiden")
@needs(incidents.MANAGE)
def enter(request: Asked, body: IncidentIn) -> IncidentOut:
    """Insiden di wilayah pencatat; jam pemberitahuan berjalan sejak diketahui."""
    region = request.actor.areas(incidents.MANAGE)[0]
    return IncidentOut.from_orm(
        acts.enter(told=acts.Entered(**body.dict()), region_code=region, by=request.actor, at=now())
    )


@router.get("/incidents/{int:incident_id}", response=IncidentOut, operation_id="getIncident", summary="Satu insiden")
@needs(incidents.MANAGE)
def one(request: Asked, incident_id: int) -> IncidentOut:
    """Keadaan pemberitahuan satu insiden."""
    return IncidentOut.from_orm(incidents.by_id(request.actor, incident_id))


@router.post(
    "/incidents/{int:incident_id}/told", response=IncidentOut, operation_id="noteIncidentTold",
    summary="Catat pemberitahuan",
)  # fmt: skip
@needs(incidents.MANAGE)
def told(request: Asked, incident_id: int, body: ToldIn) -> IncidentOut:
    """Kapan dan bagaimana warga atau lembaga diberi tahu, masing-masing sekali."""
    return IncidentOut.from_orm(acts.note_told(incident_id=incident_id, by=request.actor, at=now(), **body.dict()))


@router.post(
    "/incidents/{int:incident_id}/close", response=IncidentOut, operation_id="closeIncident", summary="Tutup insiden"
)
@needs(incidents.MANAGE)
def close(request: Asked, incident_id: int, body: CloseIn) -> IncidentOut:
    """Sesudah warga dan lembaga diberi tahu, dengan apa yang diubah agar tidak terulang."""
    return IncidentOut.from_orm(acts.close(incident_id=incident_id, lesson=body.lesson, by=request.actor, at=now()))


@router.get("/terms", response=list[PlaceTermOut], operation_id="listTerms", summary="Ketentuan wilayah")
@needs(setting.MANAGE)
def place_terms(request: Asked) -> list[PlaceTermOut]:
    """Ketentuan bertanggal yang berlaku hari ini di wilayah pemilik token."""
    region = request.actor.areas(setting.MANAGE)[0]
    return [PlaceTermOut.from_orm(each) for _, each in terms.listed(region, on=localdate())]


@router.post("/terms", response={201: PlaceTermOut}, operation_id="setTerm", summary="Tetapkan ketentuan")
@needs(setting.MANAGE)
def set_term(request: Asked, body: TermIn) -> PlaceTermOut:
    """Nilai baru mulai suatu hari; yang sebelumnya tetap terbaca."""
    return PlaceTermOut.from_orm(setting.set_term(by=request.actor, at=now(), **body.dict()))


@router.get("/retention", response=list[ClassOut], operation_id="listRetention", summary="Kelas retensi")
@needs(retention.MANAGE)
def classes(request: Asked) -> list[ClassOut]:
    """Kelas data, masa simpannya, dan dasarnya."""
    held = [(each, months(each.retention_class, on=localdate())) for each in retained()]
    return [
        ClassOut(name=each.name, what=each.what, months=row.months, legal_note=row.legal_note) for each, row in held
    ]


@router.post("/retention/{name}/preview", response=RunOut, operation_id="previewRetention", summary="Pratinjau retensi")
@needs(retention.MANAGE)
def preview(request: Asked, name: str) -> RunOut:
    """Berapa yang lewat masanya; tidak ada yang berubah."""
    return _run(retention.look(name=name, by=request.actor, at=now()))


@router.post("/retention/{name}/forget", response=RunOut, operation_id="forgetRetained", summary="Jalankan retensi")
@needs(retention.MANAGE)
def forget(request: Asked, name: str, body: ForgetIn) -> RunOut:
    """Menganonimkan yang ditunjukkan pratinjau hari ini; hitungannya tinggal."""
    return _run(retention.forget(name=name, preview_id=body.preview_id, by=request.actor, at=now()))


@router.get(
    "/processing", response=list[ProcessingLineOut], operation_id="listProcessing", summary="Daftar pemrosesan data"
)
@needs(EXPORT)
def register(request: Asked) -> list[ProcessingLineOut]:
    """Setiap isian setiap tabel dengan kelas datanya dan dasar pemrosesannya; tanpa data seorang pun."""
    return [ProcessingLineOut.from_orm(line) for line in processing.register()]


def _run(each: RetentionRun) -> RunOut:
    return RunOut(id=each.pk, name=each.retention_class, before=each.before, found=each.found, forgotten=each.forgotten)
