"""The catalogue by a program: programmes, their terms, a new dated row with its effect, and its withdrawal."""

from datetime import date
from typing import Annotated, Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from kesos.foundation.errors import Refused
from kesos.programmes.queries import catalogue as queries
from kesos.programmes.queries import unlisted
from kesos.programmes.queries.catalogue import Kind, Listed, kind_of
from kesos.programmes.services import catalogue as services
from kesos.programmes.services.preview import preview
from kesos.ui.endpoints import Asked, needs, now, signed_in
from kesos.ui.pages import Page, Paging, page

UNLISTED = "unlisted"
router = Router(tags=["Program"])
Hidden = Annotated[int | None, Field(description="null: disembunyikan, karena di bawah 5 atau membuka angka itu.")]


class TermOut(Schema):
    decile_most: Annotated[int | None, Field(description="Desil tertinggi; null: tidak dibatasi.")]
    needs_component: bool
    amount_idr: int | None
    amount_per: str
    in_kind: str
    basis: str
    is_verified: bool
    valid_from: date
    valid_to: date | None


class ProgrammeOut(Schema):
    code: Annotated[str, Field(examples=["PKH"])]
    name: str
    owner: str
    decided_by: str
    unit: str
    term: TermOut | None


class ProgrammeOne(ProgrammeOut):
    terms: Annotated[list[TermOut], Field(description="Riwayat, dan yang akan datang; yang terbaru dahulu.")]
    not_with: Annotated[list[str], Field(description="Program yang tidak boleh bersamanya.")]


class RowOut(Schema):
    id: int
    valid_from: date
    valid_to: date | None


class ChangeIn(Schema):
    """`told` is what the row says, by the names of its kind."""

    told: Annotated[
        dict[str, str | int | bool | None],
        Field(
            description="Isi barisnya. ketentuan: programme_id, decile_most, needs_component, amount_idr, amount_per, "
            "in_kind, is_verified; pasangan: first, second, relation, is_verified; komponen: code, name, annual_idr, "
            "most_in_family, age_from, age_to, is_verified; pekerjaan: occupation, reason_code, family_reason_code, "
            "is_sure; upah: region_id, monthly_idr.",
            examples=[{"programme_id": "SEMBAKO", "decile_most": 4}],
        ),
    ]
    basis: Annotated[str, Field(max_length=500, examples=["Kepmensos contoh 1/2027"])]
    valid_from: date


class PlaceEffect(Schema):
    place: str
    receive_stopped: Hidden
    receive_freed: Hidden
    wait_stopped: Hidden
    wait_freed: Hidden


class UnlistedOut(Schema):
    id: int
    programme_code: str
    person_id: int
    full_name: str
    region_code: str
    from_on: date
    to_on: date | None
    reason: str
    by_name: str
    listed_now: bool


class UnlistedWanted(Schema):
    programme: Annotated[str, Field(max_length=16)] = ""
    text: Annotated[str, Field(max_length=80)] = ""


@router.get("/programmes", response=list[ProgrammeOut], operation_id="listProgrammes", summary="Katalog program")
@signed_in
def listed(request: Asked) -> list[dict[str, Any]]:
    """Setiap program dengan ketentuan yang berlaku hari ini."""
    return [_shown(each) for each in queries.programmes(on=timezone.localdate(now()))]


@router.get("/programmes/{code}", response=ProgrammeOne, operation_id="getProgramme", summary="Satu program")
@signed_in
def one(request: Asked, code: str) -> dict[str, Any]:
    """Satu program dengan riwayat ketentuannya dan program yang tidak boleh bersamanya."""
    today = timezone.localdate(now())
    beside = queries.beside(code, on=today)
    return {
        **_shown(queries.programme(code, on=today)), "terms": queries.terms(code),
        "not_with": [each.other for each in beside if each.row.relation == "exclusive"],
    }  # fmt: skip


@router.post("/catalogue/{kind}", response={201: RowOut}, operation_id="changeCatalogue", summary="Ubah katalog")
@needs(services.MANAGE)
def change(request: Asked, kind: str, body: ChangeIn) -> RowOut:
    """Baris baru sejak suatu hari; yang lama berakhir sehari sebelumnya. Tidak berlaku surut."""
    told = _told(kind_of(kind), body)
    made = services.add(kind=kind, told=told, basis=body.basis, valid_from=body.valid_from, by=request.actor, at=now())
    return RowOut.from_orm(made)


@router.post(
    "/catalogue/{kind}/preview", response=list[PlaceEffect], operation_id="previewCatalogue", summary="Lihat dampak"
)
@needs(services.MANAGE)
def look(request: Asked, kind: str, body: ChangeIn) -> list[dict[str, Any]]:
    """Berapa penerima dan yang menunggu jadi terhalang atau tidak lagi, per kelurahan. Tidak ada yang disimpan."""
    told = _told(kind_of(kind), body)
    effect = preview(kind=kind, told=told, basis=body.basis, valid_from=body.valid_from, by=request.actor, at=now())
    names = ("receive_stopped", "receive_freed", "wait_stopped", "wait_freed")
    return [{"place": place, **dict(zip(names, numbers, strict=True))} for place, numbers in effect.lines]


@router.post(
    "/catalogue/{kind}/{int:row_id}/withdraw",
    response={204: None},
    operation_id="withdrawFromCatalogue",
    summary="Tarik",
)
@needs(services.MANAGE)
def withdraw(request: Asked, kind: str, row_id: int) -> Status[None]:
    """Tarik baris yang belum berlaku; yang sebelumnya berlaku terus."""
    services.withdraw(kind=kind, row_id=row_id, by=request.actor, at=now())
    return Status(204, None)


@router.get("/enrolments/unlisted", response=Page[UnlistedOut], operation_id="listUnlisted", summary="Di luar data")
@needs(unlisted.VIEW)
def outside(request: Asked, wanted: Query[UnlistedWanted], paging: Query[Paging]) -> dict[str, object]:
    """Kepesertaan bagi yang tidak terdaftar di data terpadu, dengan alasan dan pencatatnya; yang terbaru dahulu."""
    found = unlisted.page(
        request.actor, unlisted.Wanted(**wanted.dict()), on=timezone.localdate(now()), before=paging.after_id(UNLISTED),
        limit=paging.limit + 1,
    )  # fmt: skip
    return page(found, of=UNLISTED, limit=paging.limit, mark=lambda row: [row.id], show=UnlistedOut.from_orm)


def _shown(each: Listed) -> dict[str, Any]:
    known = each.programme
    return {
        "code": known.code, "name": known.name, "owner": known.owner, "decided_by": known.decided_by,
        "unit": known.unit, "term": each.term,
    }  # fmt: skip


def _told(kind: Kind, body: ChangeIn) -> dict[str, Any]:
    """What names the thing must be there, and nothing that no such row has."""
    if lost := [name for name in kind.key if name not in body.told]:
        raise Refused(f"Isi {', '.join(lost)}.", code="field_missing", field=lost[0])
    if odd := body.told.keys() - {*kind.key, *kind.said}:
        raise Refused(f"Tidak dikenal: {', '.join(sorted(odd))}.", code="field_unknown")
    return dict(body.told)
