"""Imports by a program: send, point at the columns, check, look, apply, take the wrong rows back."""

from datetime import date, datetime
from typing import Annotated, BinaryIO, cast

from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from kesos.registry import job_names as work
from kesos.registry.imports import services as imports
from kesos.registry.imports.services import IMPORT
from kesos.registry.models import ImportRun
from kesos.registry.queries import import_runs
from kesos.registry.queries import imports as runs
from kesos.registry.services.import_kinds import PEOPLE, choices, map_columns
from kesos.registry.services.send_import import send_import, start_work
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST = "imports"
router = Router(tags=["Impor"])


class Started(Schema):
    job_id: Annotated[int, Field(description="Ikuti dengan getJob.")]
    kind: str
    state: str


class ImportRow(Schema):
    id: int
    kind: Annotated[str, Field(description=f"Isi berkas: {', '.join(choices())}.", examples=["people"])]
    file_name: str
    sender: str
    region_code: str
    dated_on: date
    state: Annotated[str, Field(examples=["checked"])]
    n_rows: int
    n_faulty: int
    n_doubled: int
    n_warned: int
    counts: dict[str, int]
    why_refused: str
    created_at: datetime
    finished_at: datetime | None


class Fault(Schema):
    code: Annotated[str, Field(examples=["NIK_NUMBER"])]
    sentence: str
    number: int
    lines: list[int]


class ImportOne(ImportRow):
    labels: Annotated[list[str], Field(description="Judul kolom berkas.")]
    columns: Annotated[dict[str, int], Field(description="Isian ke nomor kolom, mulai 0.")]
    told: Annotated[dict[str, str], Field(description="Yang berlaku bagi semua baris.")]
    faults: list[Fault]
    warnings: list[Fault]


class Sent(Schema):
    sender: Annotated[str, Field(max_length=120, examples=["Disdukcapil"])]
    dated_on: Annotated[date, Field(description="Tanggal keadaan data.")]
    region_code: Annotated[str, Field(max_length=10, pattern="^[0-9]*$", examples=["3571"])]
    kind: Annotated[str, Field(max_length=16, description=f"Isi berkas: {', '.join(choices())}.")] = PEOPLE
    sheet: Annotated[str, Field(max_length=100, description="Lembar yang dibaca, bila lebih dari satu.")] = ""


class Columns(Schema):
    columns: Annotated[dict[str, int], Field(examples=[{"nik": 1, "full_name": 2, "village": 9}])]
    told: Annotated[
        dict[str, str], Field(description="Yang berlaku bagi semua baris, misalnya rilis atau program.")
    ] = {}


@router.get("/imports", response=Page[ImportRow], operation_id="listImports", summary="Impor")
@needs(IMPORT)
def listed(request: Asked, paging: Query[Paging]) -> dict[str, object]:
    """Impor sendiri dan impor di wilayah wewenang, yang terbaru lebih dahulu."""
    rows = runs.visible(before=paging.after_id(LIST), limit=paging.limit + 1)
    return page(rows, of=LIST, limit=paging.limit, mark=lambda row: [row.pk], show=ImportRow.from_orm)


@router.post("/imports", response={202: Started}, operation_id="sendImport", summary="Kirim berkas")
@needs(IMPORT)
def send(request: Asked, form: Form[Sent], file: File[UploadedFile]) -> Started:
    """Berkas XLSX atau CSV dibaca di latar belakang; NIK dan No KK harus berupa teks."""
    job = send_import(data=cast(BinaryIO, file), name=file.name or "berkas", by=request.actor, at=now(), **form.dict())
    return Started(job_id=job.pk, kind=job.kind, state=job.state)


@router.get("/imports/{int:import_id}", response=ImportOne, operation_id="getImport", summary="Satu impor")
@needs(IMPORT)
def one(request: Asked, import_id: int) -> ImportOne:
    """Keadaannya, kolomnya, dan bagi pengirimnya kesalahan menurut jenis dengan baris contohnya."""
    return _one(import_runs.by_id(import_id))


@router.post("/imports/{int:import_id}/columns", response=ImportOne, operation_id="mapColumns", summary="Tunjuk kolom")
@needs(IMPORT)
def columns(request: Asked, import_id: int, body: Columns) -> ImportOne:
    """Kolom mana adalah isian mana; diingat untuk pengirim dan judul kolom yang sama."""
    run = import_runs.own(request.actor, import_id)
    return _one(map_columns(run, columns=body.columns, told=body.told, by=request.actor, at=now()))


@router.post("/imports/{int:import_id}/check", response={202: Started}, operation_id="checkImport", summary="Periksa")
@needs(IMPORT)
def check(request: Asked, import_id: int) -> Started:
    """Mencari semua kesalahan dan baris ganda di latar belakang; belum ada data warga yang berubah."""
    return _started(work.CHECK, request, import_id)


@router.post("/imports/{int:import_id}/apply", response={202: Started}, operation_id="applyImport", summary="Terapkan")
@needs(IMPORT)
def apply(request: Asked, import_id: int) -> Started:
    """Menulis baris yang benar di latar belakang; diteruskan bila terputus."""
    return _started(work.APPLY, request, import_id)


@router.post(
    "/imports/{int:import_id}/rejects", response={202: Started}, operation_id="gatherRejects", summary="Baris salah"
)
@needs(IMPORT)
def rejects(request: Asked, import_id: int) -> Started:
    """Baris yang tidak ikut sebagai XLSX dengan kolom alasan; alamat berkasnya pada hasil pekerjaan."""
    return _started(work.REJECTS, request, import_id)


@router.post(
    "/imports/{int:import_id}/discard", response=ImportOne, operation_id="discardImport", summary="Buang impor"
)
@needs(IMPORT)
def discard(request: Asked, import_id: int) -> ImportOne:
    """Membuang impor sebelum ada orang yang tercatat darinya; juga yang terhenti di awal penerapan."""
    import_runs.own(request.actor, import_id)
    imports.discard(run_id=import_id, by=request.actor, at=now())
    return _one(import_runs.by_id(import_id))


def _started(kind: str, request: Asked, import_id: int) -> Started:
    job = start_work(kind, run_id=import_id, by=request.actor, at=now())
    return Started(job_id=job.pk, kind=job.kind, state=job.state)


def _one(run: ImportRun) -> ImportOne:
    told = {name: getattr(run, name) for name in ImportOne.model_fields if name not in ("faults", "warnings")}
    return ImportOne(
        **told,
        faults=[Fault.from_orm(each) for each in runs.faults(run)],
        warnings=[Fault.from_orm(each) for each in runs.warnings(run)],
    )
