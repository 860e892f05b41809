"""Doubles by a program: the pairs of one's area, one with both its people, a judgement, its undoing."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Query, Router, Schema

from kesos.padan.models import Pair
from kesos.padan.models.pairs import OPEN
from kesos.padan.queries import bench, pairs
from kesos.padan.queries.findings import VIEW
from kesos.padan.queries.pairs import Filters
from kesos.padan.services import judge as judging
from kesos.padan.services import start_search
from kesos.padan.services.snapshots import RUN
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST = "pairs"
router = Router(tags=["Pemadanan"])
Action = Literal["sama", "beda", "setujui", "kembalikan", "pisahkan"]


class PairOut(Schema):
    id: int
    first_id: int
    second_id: int
    probability: Annotated[float, Field(description="Peluang orang yang sama, 0 sampai 1.", examples=[0.9996])]
    is_certain: Annotated[bool, Field(description="Tidak ada orang lain yang sama cocoknya.")]
    reasons: Annotated[str, Field(examples=["nama sama · tanggal lahir sama · NIK kosong"])]
    found_at: datetime
    state: Annotated[str, Field(examples=["TERBUKA"])]
    stays_id: int | None
    case_id: int | None


class PairValueOut(Schema):
    text: str
    source: str
    source_on: date | None


class PairLineOut(Schema):
    label: str
    first: PairValueOut
    second: PairValueOut
    differs: bool


class PairSideOut(Schema):
    person_id: int
    name: str
    number: Annotated[str, Field(description="Tersamar.")]
    is_near: Annotated[bool, Field(description="Di wilayah wewenang; kalau tidak, hanya sebagian yang diberikan.")]
    gone: Annotated[bool, Field(description="Sudah digabung ke yang lain.")]
    family: list[str]
    aid: list[str]
    listed: list[str]
    facts: list[str]


class PairWholeOut(PairOut):
    first: PairSideOut
    second: PairSideOut
    lines: list[PairLineOut]


class PairJudgementIn(Schema):
    action: Action
    stays_id: Annotated[int | None, Field(description="Yang tetap, bila orang yang sama.")] = None
    reason: Annotated[str, Field(max_length=1000)] = ""
    seen: Annotated[int | None, Field(description="`last_seq` kasus ketika dilihat.")] = None


class PairSearchIn(Schema):
    area: Annotated[str, Field(pattern="^[0-9]{4}$", description="Kode kabupaten/kota.", examples=["3571"])]


class PairSearchOut(Schema):
    job_id: Annotated[int, Field(description="Ikuti dengan getJob.")]
    kind: str
    state: str


@router.get("/pairs", response=Page[PairOut], operation_id="listPairs", summary="Data ganda")
@needs(VIEW)
def listed(
    request: Asked,
    paging: Query[Paging],
    sure: Annotated[str, Query(max_length=8, description="hampir, mungkin, ragu")] = "",
    state: Annotated[str, Query(max_length=16)] = OPEN,
    within: Annotated[str, Query(max_length=10, pattern="^[0-9]*$")] = "",
) -> dict[str, object]:
    """Pasangan yang mungkin orang yang sama, paling sedikit seorang di wilayah wewenang; yang paling yakin dahulu."""
    asked = Filters.of({"yakin": sure, "keadaan": state, "wilayah": within})
    mark = paging.after(LIST)
    after = (float(mark[0]), int(mark[1])) if mark else None
    rows = pairs.page(request.actor, asked, after=after, limit=paging.limit + 1)
    return page(rows, of=LIST, limit=paging.limit, mark=lambda row: [repr(row.probability), row.pk], show=_told)


@router.get("/pairs/{int:pair_id}", response=PairWholeOut, operation_id="getPair", summary="Satu pasangan")
@needs(VIEW)
def one_pair(request: Asked, pair_id: int) -> PairWholeOut:
    """Keduanya bersebelahan; dari yang di luar wilayah hanya nama, jenis kelamin, lahir, tempat, NIK tersamar."""
    pair = pairs.one(request.actor, pair_id)
    first, second, lines = bench.both(request.actor, pair)
    return PairWholeOut(
        **_told(pair).dict(), first=_side(first), second=_side(second),
        lines=[PairLineOut(label=one.label, first=_value(one.first), second=_value(one.second), differs=one.differs)
               for one in lines],
    )  # fmt: skip


@router.post("/pairs/{int:pair_id}/judge", response=PairOut, operation_id="judgePair", summary="Nilai pasangan")
@needs(VIEW)
def judge_pair(request: Asked, pair_id: int, body: PairJudgementIn) -> PairOut:
    """Satu langkah pada alur data ganda; wewenang tiap langkah `data_ganda.<langkah>`."""
    pair = judging.judge(
        pair_id=pair_id, action=body.action, stays=body.stays_id, reason=body.reason, seen=body.seen,
        by=request.actor, at=now(),
    )  # fmt: skip
    return _told(pair)


@router.post("/pairs/{int:pair_id}/undo", response=PairOut, operation_id="undoPair", summary="Urungkan penilaian")
@needs(VIEW)
def undo_pair(request: Asked, pair_id: int) -> PairOut:
    """Penilaian yang belum menyentuh siapa pun ditarik kembali."""
    return _told(judging.undo(pair_id=pair_id, by=request.actor, at=now()))


@router.post("/pairs/search", response={202: PairSearchOut}, operation_id="searchPairs", summary="Cari data ganda")
@needs(RUN)
def search_pairs(request: Asked, body: PairSearchIn) -> PairSearchOut:
    """Di latar belakang, satu kabupaten/kota."""
    job = start_search.start_search(area=body.area, by=request.actor, at=now())
    return PairSearchOut(job_id=job.pk, kind=job.kind, state=job.state)


def _told(pair: Pair) -> PairOut:
    return PairOut(
        id=pair.pk, first_id=pair.first_id, second_id=pair.second_id, probability=pair.probability,
        is_certain=pair.is_certain, reasons=pair.reasons, found_at=pair.found_at, state=pair.state,
        stays_id=pair.stays_id, case_id=pair.case_id,
    )  # fmt: skip


def _side(side: bench.Side) -> PairSideOut:
    return PairSideOut(
        person_id=side.person_id, name=side.name, number=side.number, is_near=side.is_near, gone=side.gone,
        family=list(side.family), aid=list(side.aid), listed=list(side.listed), facts=list(side.facts),
    )  # fmt: skip


def _value(value: bench.Value) -> PairValueOut:
    return PairValueOut(text=value.text, source=value.source, source_on=value.source_on)
