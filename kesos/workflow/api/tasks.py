"""The work list for programs, and one case: what happened to it and what may be done now."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Query, Router, Schema

from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page
from kesos.workflow import queries

VIEW, WAITING, OVERDUE = "workflow.view", "work.waiting", "work.overdue"
Sort = Literal["masuk", "-masuk", "tenggat", "-tenggat", "nama", "-nama"]
router = Router(tags=["Tugas"])


class WorkRow(Schema):
    id: Annotated[int, Field(description="Nomor kasus.")]
    flow: Annotated[str, Field(examples=["usulan_dtks"])]
    flow_label: str
    state: Annotated[str, Field(examples=["DIVERIFIKASI"])]
    state_label: str
    title: Annotated[str, Field(examples=["SULASTRI"])]
    region_code: Annotated[str, Field(examples=["3571031009"])]
    entered_at: datetime
    due_at: datetime | None
    late: bool
    last_seq: Annotated[int, Field(description="Kirim sebagai `seen`, agar klik ganda dikenali.")]
    actions: Annotated[list[str], Field(examples=[["setujui", "kembalikan", "tolak"]])]


class WorkCount(Schema):
    flow: str
    flow_label: str
    state: str
    state_label: str
    waiting: Annotated[int, Field(description="Paling banyak 10.000 dihitung.")]
    late: int


class TimelineEvent(Schema):
    seq: int
    at: datetime
    what: str
    from_state: str
    to_state: str
    who: str
    roles: str
    on_behalf_of: str
    reason: str
    reason_label: str
    late: bool


class PossibleAct(Schema):
    action: str
    label: str
    why_not: Annotated[str, Field(description="Kosong bila boleh dilakukan sekarang.")]
    code: str


class CaseOne(Schema):
    id: int
    flow: str
    state: str
    title: str
    region_code: str
    entered_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    last_seq: int
    timeline: list[TimelineEvent]
    possible: list[PossibleAct]


@router.get("/tasks/waiting", response=Page[WorkRow], operation_id="listWaitingWork", summary="Menunggu saya")
@needs(VIEW)
def waiting(
    request: Asked,
    paging: Query[Paging],
    flow: str | None = None,
    state: str | None = None,
    title: Annotated[str, Query(max_length=80, description="Bagian perihal, misalnya nama kepala keluarga.")] = "",
    sort: Annotated[Sort, Query(description="Tanda minus: terbalik; yang tanpa tenggat di akhir.")] = "masuk",
) -> dict[str, object]:
    """Kasus yang dapat diputuskan pengguna token, menurut urutan masuk atau urutan yang diminta."""
    of = _list(WAITING, sort)
    rows = queries.waiting(
        request.actor, at=now(), flow=flow, states=(state,) if state else (), title=title.strip(), sort=sort,
        after=_after(paging, of), limit=paging.limit + 1,
    )  # fmt: skip
    return page(rows, of=of, limit=paging.limit, mark=_mark, show=WorkRow.from_orm)


@router.get("/tasks/overdue", response=Page[WorkRow], operation_id="listOverdueWork", summary="Terlambat")
@needs(VIEW)
def overdue(
    request: Asked,
    paging: Query[Paging],
    flow: str | None = None,
    sort: Annotated[Sort, Query(description="Tanda minus: terbalik.")] = "masuk",
) -> dict[str, object]:
    """Yang menunggu pengguna token dan sudah lewat harinya."""
    of = _list(OVERDUE, sort)
    rows = queries.overdue(
        request.actor, at=now(), flow=flow, sort=sort, after=_after(paging, of), limit=paging.limit + 1
    )
    return page(rows, of=of, limit=paging.limit, mark=_mark, show=WorkRow.from_orm)


def _list(of: str, sort: str) -> str:
    """A mark of one order leads nowhere in another."""
    return of if sort == "masuk" else f"{of}.{sort}"


def _mark(row: queries.Row) -> list[str | int]:
    return [row.id, row.due_at.isoformat() if row.due_at else ""]


def _after(paging: Paging, of: str) -> queries.After:
    told = paging.after(of)
    if not told:
        return queries.After()
    return queries.After(int(told[0]), datetime.fromisoformat(str(told[1])) if told[1] else None)


@router.get("/tasks/counts", response=list[WorkCount], operation_id="countWork", summary="Hitungan tugas")
@needs(VIEW)
def counts(request: Asked) -> list[WorkCount]:
    """Berapa yang menunggu pada tiap tahap, dan berapa yang terlambat."""
    return [WorkCount.from_orm(each) for each in queries.counts(request.actor, at=now())]


@router.get("/cases/{int:case_id}", response=CaseOne, operation_id="getCase", summary="Satu kasus")
@needs(VIEW)
def one(request: Asked, case_id: int) -> CaseOne:
    """Riwayat satu kasus dan langkah yang mungkin; langkah yang tertutup menyebut alasannya."""
    case = queries.case_of(request.actor, case_id)
    acts = queries.possible(case, request.actor, at=now())
    return CaseOne(
        id=case.pk, flow=case.flow, state=case.state, title=case.title, region_code=case.region_code,
        entered_at=case.entered_at, due_at=case.due_at, closed_at=case.closed_at, last_seq=case.last_seq,
        timeline=[TimelineEvent.from_orm(each) for each in queries.timeline(case)],
        possible=[PossibleAct(action=a.step.action, label=a.label, why_not=a.why_not, code=a.code) for a in acts],
    )  # fmt: skip
