"""Vacancies, the waiting list and plans by a program."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Query, Router, Schema

from kesos.programmes.queries import successions
from kesos.programmes.services import replace
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

VACANCIES, WAITING = "vacancies", "waiting"
router = Router(tags=["Penggantian"])


class VacancyOut(Schema):
    id: int
    programme: str
    decided_by: Annotated[str, Field(description="`centre`: ditetapkan pusat; `region`: daerah.")]
    place: str
    left_by: Annotated[str | None, Field(description="Kosong bila tinggal di luar wilayah wewenang.")]
    enrolment_id: Annotated[int | None, Field(description="Kosong: tempat tambahan dari kuota yang belum terisi.")]
    why: Annotated[str, Field(examples=["NONAKTIF_MENINGGAL"])]
    opened_at: datetime
    outcome: Annotated[str, Field(description="Kosong: belum terisi.", examples=["filled"])]
    successor: str | None
    run_id: int | None


class WaitingOut(Schema):
    id: int
    name: str | None
    place: str
    decile: int | None
    score: Annotated[float, Field(description="Skor lokal, bukan desil.")]
    proposed_on: date
    is_planned: bool
    returns: Annotated[bool, Field(description="Didahulukan: keberatannya dikabulkan sesudah tempatnya diisi.")]


class PlanIn(Schema):
    region_code: Annotated[str, Field(max_length=10, pattern="^[0-9]{4}$", examples=["3571"])]
    programme: Annotated[str, Field(max_length=16, description="Kosong: semua program.")] = ""


class PlannedOut(Schema):
    id: int
    programme: str
    place: str
    left_by: str | None
    successor: str | None
    because: Annotated[str, Field(description="Urutan dan yang menentukannya, dalam kata-kata.")]
    outcome: Annotated[str, Field(examples=["planned"])]
    note: str


class PlanOut(Schema):
    id: int
    region_code: str
    vacancies: int
    at: datetime
    decided_at: datetime | None
    rows: list[PlannedOut]


class DoneOut(Schema):
    in_force: list[int]
    proposed: list[int]
    dropped: Annotated[dict[int, str], Field(description="Yang batal, dengan alasannya.")]


@router.get("/vacancies", response=Page[VacancyOut], operation_id="listVacancies", summary="Tempat kosong")
@needs(successions.VIEW)
def vacancies(
    request: Asked, paging: Query[Paging], programme: Annotated[str, Query(max_length=16)] = "", open_only: bool = True
) -> dict[str, object]:
    """Tempat yang ditinggalkan penerima di wilayah wewenang, terbaru dahulu."""
    found = successions.vacancies(
        request.actor, programme=programme, open_only=open_only, after=paging.after_id(VACANCIES),
        limit=paging.limit + 1,
    )  # fmt: skip
    return page(found, of=VACANCIES, limit=paging.limit, mark=lambda row: [row.id], show=VacancyOut.from_orm)


@router.get("/waiting", response=Page[WaitingOut], operation_id="listWaiting", summary="Daftar tunggu")
@needs(successions.VIEW)
def waiting(
    request: Asked, paging: Query[Paging], programme: Annotated[str, Query(max_length=16, examples=["PKH"])]
) -> dict[str, object]:
    """Yang menunggu satu program, menurut urutan tempat diberikan."""
    of = f"{WAITING}.{programme}"  # a mark of one list leads nowhere in another
    found = successions.waiting(request.actor, programme=programme, after=paging.after_id(of), limit=paging.limit + 1)
    return page(found, of=of, limit=paging.limit, mark=lambda row: [row.id], show=WaitingOut.from_orm)


@router.post(
    "/replacement-plans", response={201: PlanOut}, operation_id="planReplacements", summary="Susun rencana penggantian"
)
@needs(replace.PLAN)
def plan(request: Asked, body: PlanIn) -> PlanOut:
    """Mencarikan pengganti bagi setiap tempat kosong yang belum direncanakan; kepala dinas memutuskannya."""
    made = replace.plan(region_code=body.region_code, programme=body.programme, by=request.actor, at=now())
    return _plan(request, made.pk)


@router.get(
    "/replacement-plans/{int:run_id}", response=PlanOut, operation_id="getReplacementPlan", summary="Satu rencana"
)
@needs(successions.VIEW)
def one(request: Asked, run_id: int) -> PlanOut:
    """Rencana dengan pengganti dan alasannya; paling banyak 1.000 baris pertama."""
    return _plan(request, run_id)


@router.post(
    "/replacement-plans/{int:run_id}/decide", response=DoneOut, operation_id="decideReplacementPlan",
    summary="Putuskan rencana penggantian",
)  # fmt: skip
@needs(replace.DECIDE)
def decide(request: Asked, run_id: int) -> DoneOut:
    """Program daerah berlaku seketika; program pusat menjadi usulan pengganti."""
    done = replace.carry_out(run_id=run_id, by=request.actor, at=now())
    return DoneOut(in_force=done.in_force, proposed=done.proposed, dropped=done.dropped)


def _plan(request: Asked, run_id: int) -> PlanOut:
    found = successions.run(request.actor, run_id)
    rows = [PlannedOut.from_orm(each) for each in successions.rows_of(found, limit=1000)]
    return PlanOut(
        id=found.pk, region_code=found.region_code, vacancies=found.vacancies, at=found.at,
        decided_at=found.decided_at, rows=rows,
    )  # fmt: skip
