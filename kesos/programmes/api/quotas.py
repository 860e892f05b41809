"""Quotas by a program: listed, set, changed, ended."""

from datetime import date
from typing import Annotated

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from kesos.programmes.queries import quotas as queries
from kesos.programmes.queries.quotas import Line
from kesos.programmes.services import quotas as services
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST = "quotas"
router = Router(tags=["Kuota"])
Places = Annotated[int, Field(ge=0, le=100_000_000, examples=[1200])]
Basis = Annotated[str, Field(max_length=500, examples=["Keputusan Wali Kota 188/7/2026"])]


class QuotaOut(Schema):
    id: int
    programme_code: Annotated[str, Field(examples=["PBPU-PEMDA"])]
    region_code: str
    places: int
    held: Annotated[int, Field(description="Tempat yang diisi penerima.")]
    kept: Annotated[int, Field(description="Tempat yang ditinggalkan dan disimpan bagi pengganti.")]
    free: int
    without_place: Annotated[int, Field(description="Dari periode lalu, belum mendapat tempat.")]
    basis: str
    valid_from: date
    valid_to: date | None


class QuotaIn(Schema):
    programme: Annotated[str, Field(max_length=16)]
    region_code: Annotated[str, Field(pattern="^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$")]
    places: Places
    basis: Basis
    valid_from: Annotated[date, Field(description="Hari pertama bulan.")]
    valid_to: date | None = None


class PlacesIn(Schema):
    places: Places
    basis: Basis


class EndIn(Schema):
    last_day: date


class Wanted(Schema):
    programme: Annotated[str, Field(max_length=16)] = ""
    when: Annotated[str, Field(pattern="^(nanti|lalu|semua)?$")] = ""
    text: Annotated[str, Field(max_length=80)] = ""


@router.get("/quotas", response=Page[QuotaOut], operation_id="listQuotas", summary="Kuota")
@needs(queries.VIEW)
def listed(request: Asked, wanted: Query[Wanted], paging: Query[Paging]) -> dict[str, object]:
    """Kuota di wilayah wewenang dan wilayah di atasnya, dengan tempat yang terisi, disimpan, dan kosong."""
    found = queries.page(
        request.actor, queries.Wanted(**wanted.dict()), on=timezone.localdate(now()), after=paging.after_id(LIST),
        limit=paging.limit + 1,
    )  # fmt: skip
    return page(found, of=LIST, limit=paging.limit, mark=lambda row: [row.id], show=QuotaOut.from_orm)


@router.post("/quotas", response={201: QuotaOut}, operation_id="setQuota", summary="Tetapkan kuota")
@needs(services.SET)
def set_quota(request: Asked, body: QuotaIn) -> Line:
    """Kuota sejak awal bulan; penerima yang sudah ada langsung mendapat tempatnya."""
    made = services.set_quota(**body.dict(), by=request.actor, at=now())
    return _line(request, made.pk)


@router.post("/quotas/{int:quota_id}/places", response=QuotaOut, operation_id="changeQuota", summary="Ubah tempat")
@needs(services.SET)
def change(request: Asked, quota_id: int, body: PlacesIn) -> Line:
    """Jumlah tempat baru dengan dasarnya; tidak di bawah yang sudah terisi."""
    services.change_places(quota_id=quota_id, by=request.actor, at=now(), **body.dict())
    return _line(request, quota_id)


@router.post("/quotas/{int:quota_id}/end", response=QuotaOut, operation_id="endQuota", summary="Akhiri kuota")
@needs(services.SET)
def end(request: Asked, quota_id: int, body: EndIn) -> Line:
    """Hari terakhir kuota; tempatnya dilanjutkan kuota periode berikutnya."""
    services.end_quota(quota_id=quota_id, by=request.actor, at=now(), **body.dict())
    return _line(request, quota_id)


def _line(request: Asked, quota_id: int) -> Line:
    return queries.one(request.actor, quota_id, on=timezone.localdate(now()))
