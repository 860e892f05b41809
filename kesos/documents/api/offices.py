"""Offices and their signers by a program."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Router, Schema

from kesos.documents.models import Office, Signer
from kesos.documents.queries import templates as queries
from kesos.documents.queries.templates import MANAGE_SIGNERS
from kesos.documents.services import signers as services
from kesos.ui.endpoints import Asked, needs, now

router = Router(tags=["Templat surat"])


class OfficeOut(Schema):
    id: int
    region_code: Annotated[str, Field(examples=["3571"])]
    name: Annotated[str, Field(examples=["Dinas Sosial"])]
    government: str
    unit: str
    city: str
    address: str
    phone: str
    email: str
    time_zone: str
    public_address: str


class OfficeIn(Schema):
    region_code: Annotated[str, Field(pattern="^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$", examples=["3571"])]
    name: Annotated[str, Field(max_length=120, examples=["Dinas Sosial"])]
    government: Annotated[str, Field(max_length=120, examples=["Pemerintah Kota Kediri"])]
    unit: Annotated[str, Field(max_length=40)]
    city: Annotated[str, Field(max_length=80)]
    address: Annotated[str, Field(max_length=200)] = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    email: Annotated[str, Field(max_length=120)] = ""
    time_zone: Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] = "Asia/Jakarta"
    public_address: Annotated[str, Field(max_length=200, pattern="^https?://")]


class SignerRow(Schema):
    id: int
    name: str
    title: str
    capacity: str
    valid_from: date
    valid_to: date | None


class SignerIn(Schema):
    name: Annotated[str, Field(max_length=120)]
    title: Annotated[str, Field(max_length=120, examples=["Kepala Dinas Sosial"])]
    capacity: Annotated[str, Field(pattern=f"^({'|'.join(Signer.Capacity.values)})$")]
    rank: Annotated[str, Field(max_length=80)] = ""
    nip: Annotated[str, Field(max_length=24)] = ""
    valid_from: date
    valid_to: date | None = None


class LastDay(Schema):
    last_day: date


@router.get("/offices", response=list[OfficeOut], operation_id="listOffices", summary="Kantor")
@needs(MANAGE_SIGNERS)
def offices(request: Asked) -> list[Office]:
    """Kantor di wilayah wewenang, yang kop dan penanda tangannya diurus pengguna token."""
    return list(queries.manageable_offices(request.actor, MANAGE_SIGNERS)[:200])


@router.post("/offices", response=OfficeOut, operation_id="saveOffice", summary="Simpan kantor")
@needs(MANAGE_SIGNERS)
def save(request: Asked, body: OfficeIn) -> Office:
    """Kantor baru, atau perbaikan kantor bernama sama di wilayah itu; surat yang sudah terbit tidak berubah."""
    values = body.dict()
    return services.save_office(region_code=values.pop("region_code"), values=values, by=request.actor, at=now())


@router.get(
    "/offices/{int:office_id}/signers", response=list[SignerRow], operation_id="listSigners", summary="Penanda tangan"
)
@needs(MANAGE_SIGNERS)
def signers(request: Asked, office_id: int) -> list[Signer]:
    """Siapa menandatangani bagi kantor itu, dahulu dan sekarang."""
    office = queries.office_to_manage(request.actor, MANAGE_SIGNERS, office_id)
    return list(queries.signers_of(office)[:200])


@router.post(
    "/offices/{int:office_id}/signers", response={201: SignerRow}, operation_id="addSigner",
    summary="Tambah penanda tangan",
)  # fmt: skip
@needs(MANAGE_SIGNERS)
def add(request: Asked, office_id: int, body: SignerIn) -> Signer:
    """Pejabat sejak suatu hari; Plt. atau Plh. berdiri di samping pejabat tetap."""
    return services.add_signer(office_id=office_id, values=body.dict(), by=request.actor, at=now())


@router.post("/signers/{int:signer_id}/end", response=SignerRow, operation_id="endSigner", summary="Akhiri masa")
@needs(MANAGE_SIGNERS)
def end(request: Asked, signer_id: int, body: LastDay) -> Signer:
    """Hari terakhir pejabat itu; surat yang sudah ditandatangani tetap memuat namanya."""
    return services.end_signer(signer_id=signer_id, last_day=body.last_day, by=request.actor, at=now())
