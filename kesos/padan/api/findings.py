"""Findings by a program: the list, one, a step, the same step on many."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Query, Router, Schema

from kesos.foundation.numbers import masked
from kesos.padan.models import Finding
from kesos.padan.models.findings import FLOW
from kesos.padan.queries import findings as queries
from kesos.padan.queries.findings import VIEW, Filters
from kesos.padan.services import decide
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST = "findings"
router = Router(tags=["Pemadanan"])
Action = Literal["usulkan", "setujui", "kembalikan", "abaikan", "buka_lagi"]


class MatchFindingOut(Schema):
    id: int
    source: Annotated[str, Field(examples=["kependudukan"])]
    outcome: Annotated[str, Field(examples=["sebagian"])]
    differs: Annotated[list[str], Field(description="Isian yang berbeda.", examples=[["nama"]])]
    likeness: Annotated[int | None, Field(description="Kemiripan nama, 0 sampai 100.")]
    confidence: Annotated[
        int | None, Field(description="Peluang orang yang sama, bila dicari tanpa NIK, 0 sampai 100.")
    ]
    reason: str
    state: Annotated[str, Field(examples=["TERBUKA"])]
    nik: Annotated[str, Field(description="Tersamar.")]
    person_id: int | None
    full_name: str
    region_code: str
    their_name: str
    their_birth_date: date | None
    their_region: str
    their_death: date | None
    case_id: int | None


class MatchStepIn(Schema):
    action: Action
    reason: Annotated[str, Field(max_length=1000)] = ""
    seen: Annotated[int | None, Field(description="`last_seq` kasus ketika dilihat.")] = None


class MatchStepsIn(Schema):
    finding_ids: Annotated[list[int], Field(min_length=1, max_length=decide.MOST)]
    action: Action
    reason: Annotated[str, Field(max_length=1000)] = ""


class MatchActedOut(Schema):
    moved: int
    refused: list[str]


@router.get("/findings", response=Page[MatchFindingOut], operation_id="listFindings", summary="Temuan pemadanan")
@needs(VIEW)
def listed(
    request: Asked,
    paging: Query[Paging],
    outcome: Annotated[str, Query(max_length=16)] = "",
    state: Annotated[str, Query(max_length=16)] = "TERBUKA",
    within: Annotated[str, Query(max_length=10, pattern="^[0-9]*$")] = "",
) -> dict[str, object]:
    """Warga di wilayah wewenang yang datanya lain menurut sumber lain; yang pertama ditemukan dahulu."""
    asked = Filters.of({"temuan": outcome, "keadaan": state, "wilayah": within})
    rows = queries.page(request.actor, asked, after=paging.after_id(LIST), limit=paging.limit + 1)
    return page(rows, of=LIST, limit=paging.limit, mark=lambda row: [row.pk], show=_told)


@router.get("/findings/{int:finding_id}", response=MatchFindingOut, operation_id="getFinding", summary="Satu temuan")
@needs(VIEW)
def one(request: Asked, finding_id: int) -> MatchFindingOut:
    """Satu temuan; riwayat kasusnya pada getCase."""
    return _told(queries.one(request.actor, finding_id))


@router.post(
    "/findings/{int:finding_id}/act", response=MatchFindingOut, operation_id="actOnFinding", summary="Putuskan temuan"
)
@needs(VIEW)
def act(request: Asked, finding_id: int, body: MatchStepIn) -> MatchFindingOut:
    """Satu langkah pada alur temuan; wewenang tiap langkah `temuan_padan.<langkah>`."""
    decide.take_step(finding_id=finding_id, by=request.actor, at=now(), **body.dict())
    return _told(queries.one(request.actor, finding_id))


@router.post("/findings/act", response=MatchActedOut, operation_id="actOnFindings", summary="Putuskan banyak temuan")
@needs(f"{FLOW}.usulkan")
def act_on_many(request: Asked, body: MatchStepsIn) -> MatchActedOut:
    """Langkah yang sama pada banyak temuan; yang tidak dapat tetap, dengan sebabnya."""
    done = decide.take_steps(by=request.actor, at=now(), **body.dict())
    return MatchActedOut(moved=done.moved, refused=list(done.refused))


def _told(found: Finding) -> MatchFindingOut:
    return MatchFindingOut(
        id=found.pk, source=found.source, outcome=found.outcome, differs=queries.differing(found),
        likeness=found.likeness, confidence=found.confidence, reason=queries.reason(found), state=found.state,
        nik=masked(found.nik), person_id=found.person_id,
        full_name=found.person.full_name if found.person else found.their_name,
        region_code=found.region_code, their_name=found.their_name, their_birth_date=found.their_birth_date,
        their_region=found.their_region, their_death=found.their_death, case_id=found.case_id,
    )  # fmt: skip
