"""Moves by a program: the list, one, reported at the origin, a step."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import masked, number_of
from kesos.journeys.api.steps import Step
from kesos.journeys.models import Move
from kesos.journeys.queries import moves as queries
from kesos.journeys.queries.events import VIEW
from kesos.journeys.services import report_move
from kesos.proposals.api.papers import kept
from kesos.registry.models import Family
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST = "moves"
router = Router(tags=["Kematian dan pindah"])


class MoverOut(Schema):
    person_id: int
    full_name: str
    nik: Annotated[str, Field(description="Tersamar.")]
    relation: int


class MoveOut(Schema):
    number: Annotated[str, Field(examples=["P-3571-2026-11-000142"])]
    head_name: str
    region_code: str
    to_region_code: str
    to_address: str
    moved_on: date
    whole: Annotated[bool, Field(description="`false`: sebagian, membentuk keluarga baru.")]
    state: Annotated[str, Field(examples=["MENUNGGU_TUJUAN"])]
    reported_at: datetime
    said: Annotated[str, Field(description="Kalimat bila Dukcapil belum menjawab.")]
    case_id: int | None


class MoveOne(MoveOut):
    movers: list[MoverOut]


class MoveIn(Schema):
    family_id: int
    to_region_code: Annotated[str, Field(max_length=10, pattern="^[0-9]{10}$")]
    moved_on: date
    person_ids: Annotated[str, Field(max_length=400, description="Dipisah koma; kosong: sekeluarga.")] = ""
    new_head: int | None = None
    to_kk: Annotated[str, Field(max_length=24)] = ""
    to_address: Annotated[str, Field(max_length=300)] = ""
    to_rt: Annotated[str, Field(max_length=3)] = ""
    to_rw: Annotated[str, Field(max_length=3)] = ""
    paper: Literal["surat_pindah", "kk_baru"] = "surat_pindah"


class MoveAct(Step):
    action: Literal["perbarui_otomatis", "kirim", "terima", "tolak", "batal"]


@router.get("/moves", response=Page[MoveOut], operation_id="listMoves", summary="Pindah")
@needs(VIEW)
def listed(
    request: Asked,
    paging: Query[Paging],
    way: Annotated[str, Query(max_length=6, pattern="^(masuk|keluar)?$")] = "",
    state: Annotated[str, Query(max_length=16)] = "",
) -> dict[str, object]:
    """Yang masuk ke dan keluar dari wilayah wewenang; yang terbaru dahulu."""
    rows = queries.page(
        request.actor, way=way, state=state, after=paging.after_id(LIST), limit=paging.limit + 1
    )  # fmt: skip
    return page(rows, of=LIST, limit=paging.limit, mark=lambda row: [row.pk], show=_row)


@router.post("/moves", response={201: MoveOne}, operation_id="reportMove", summary="Laporkan pindah")
@needs(report_move.REPORT)
def report(request: Asked, form: Form[MoveIn], file: File[UploadedFile]) -> MoveOne:
    """Sekali di kelurahan asal, dengan surat pindah atau KK baru; Dukcapil ditanya dengan sendirinya."""
    at, told = now(), form.dict()
    family = Family.objects.filter(pk=form.family_id).first()
    if family is None:
        raise NotFound("Keluarga tidak ditemukan.")
    request.actor.require(report_move.REPORT, family.region_id)
    paper, ids = told.pop("paper"), told.pop("person_ids")
    asked = report_move.Asked(**told, person_ids=_numbers(ids))
    key = kept(file, "identity_scan", region_code=family.region_id, by=request.actor, at=at)
    made = report_move.report_move(asked=asked, paper=paper, file_key=key, by=request.actor, at=at)
    return _one(queries.by_number(request.actor, made.number))


def _numbers(text: str) -> tuple[int, ...]:
    """A number that cannot be read is not left out: nobody named would be the whole family."""
    found = [number_of(each.strip()) for each in text.split(",")] if text.strip() else []
    if None in found:
        raise Refused(
            "Tulis nomor orang yang pindah, dipisah koma, misalnya 12,15; kosongkan bila sekeluarga.",
            code="people_unread", field="person_ids",
        )  # fmt: skip
    return tuple(number for number in found if number is not None)


@router.get("/moves/{str:number}", response=MoveOne, operation_id="getMove", summary="Satu pindah")
@needs(VIEW)
def one(request: Asked, number: str) -> MoveOne:
    """Satu pindah dengan orang-orangnya, bagi asal dan tujuan."""
    return _one(queries.by_number(request.actor, number))


@router.post("/moves/{str:number}/act", response=MoveOne, operation_id="actOnMove", summary="Putuskan pindah")
@needs(VIEW)
def act(request: Asked, number: str, body: MoveAct) -> MoveOne:
    """Satu langkah pada alur pindah; wewenang tiap langkah `pindah.<langkah>`."""
    move = queries.by_number(request.actor, number)
    body.take(move.case_id, by=request.actor)
    return _one(queries.by_number(request.actor, number))


def _row(move: Move) -> MoveOut:
    return MoveOut.from_orm(move)


def _one(move: Move) -> MoveOne:
    movers = [
        MoverOut(person_id=each.person_id, full_name=each.full_name, nik=masked(each.nik), relation=each.relation)
        for each in move.movers.order_by("relation", "pk")
    ]
    return MoveOne(**MoveOut.from_orm(move).dict(), movers=movers)
