"""Another manager by a program: what waits, who may be it, the naming, the supervisor's word."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Query, Router, Schema

from kesos.journeys.api.steps import Step
from kesos.journeys.queries import managers as queries
from kesos.journeys.queries.managers import PROPOSE
from kesos.journeys.services import change_manager
from kesos.programmes.queries import successions
from kesos.programmes.queries.successions import VIEW
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST = "managers"
router = Router(tags=["Kematian dan pindah"])


class AwaitingOut(Schema):
    enrolment_id: int
    programme: str
    manager: Annotated[str, Field(description="Pengurus semula.")]
    manager_died: Annotated[bool, Field(description="Bila tidak: kepala keluarganya yang meninggal.")]
    place: str
    since: date
    named: Annotated[
        str | None, Field(description="Yang diusulkan; kosong bila belum, atau bila tidak ada yang dapat.")
    ]
    is_proposed: bool


class PersonOut(Schema):
    person_id: int
    full_name: str


class ManagerOut(Schema):
    enrolment_id: int
    awaits: Annotated[bool, Field(description="Menunggu pengurus baru.")]
    eligible: Annotated[list[PersonOut], Field(description="Orang dewasa di KK yang sama yang boleh diusulkan.")]
    case_id: int | None
    state: Annotated[str, Field(description="Keadaan usulan terakhir; kosong bila belum ada.", examples=["DIUSULKAN"])]
    person_id: Annotated[int | None, Field(description="Yang diusulkan; kosong: tidak ada yang dapat.")]
    asked_at: datetime | None


class ManagerIn(Schema):
    person_id: Annotated[int | None, Field(description="Kosong: tidak ada yang dapat menggantikan.")] = None
    reason: Annotated[str, Field(max_length=500, description="Wajib tanpa person_id.")] = ""


class ManagerAct(Step):
    action: Literal["setujui", "tolak", "tarik"]


@router.get(
    "/memberships/awaiting-manager", response=Page[AwaitingOut], operation_id="listAwaitingManagers",
    summary="Menunggu pengurus baru",
)  # fmt: skip
@needs(VIEW)
def listed(request: Asked, paging: Query[Paging]) -> dict[str, object]:
    """Bantuan keluarga di wilayah wewenang yang berhenti karena pengurus atau kepala keluarganya meninggal."""
    rows = queries.awaiting(request.actor, after=paging.after_id(LIST), limit=paging.limit + 1)
    return page(rows, of=LIST, limit=paging.limit, mark=lambda row: [row.id], show=AwaitingOut.from_orm)


@router.get(
    "/memberships/{int:enrolment_id}/manager", response=ManagerOut, operation_id="getManagerChange",
    summary="Pengurus baru sebuah kepesertaan",
)  # fmt: skip
@needs(VIEW)
def one(request: Asked, enrolment_id: int) -> ManagerOut:
    """Siapa yang boleh menjadi pengurus baru, dan usulan yang ada."""
    successions.membership(request.actor, enrolment_id)
    return _told(enrolment_id)


@router.post(
    "/memberships/{int:enrolment_id}/manager", response={201: ManagerOut}, operation_id="proposeManager",
    summary="Usulkan pengurus baru",
)  # fmt: skip
@needs(PROPOSE)
def propose(request: Asked, enrolment_id: int, body: ManagerIn) -> ManagerOut:
    """Menunggu keputusan supervisor; sampai saat itu dapat ditarik."""
    change_manager.propose_manager(
        enrolment_id=enrolment_id, person_id=body.person_id, reason=body.reason, by=request.actor, at=now()
    )
    return _told(enrolment_id)


@router.post(
    "/memberships/{int:enrolment_id}/manager/act", response=ManagerOut, operation_id="actOnManagerChange",
    summary="Putuskan usulan pengurus baru",
)  # fmt: skip
@needs(VIEW)
def act(request: Asked, enrolment_id: int, body: ManagerAct) -> ManagerOut:
    """Satu langkah pada alur ganti pengurus; wewenang tiap langkah `ganti_pengurus.<langkah>`."""
    change_manager.take_step(enrolment_id=enrolment_id, by=request.actor, at=now(), **body.dict())
    return _told(enrolment_id)


def _told(enrolment_id: int) -> ManagerOut:
    """To be called where the membership has been shown to be in reach."""
    awaits, word = queries.waits(enrolment_id) is not None, queries.latest(enrolment_id)
    found = queries.eligible(enrolment_id, at=now()) if awaits else []
    return ManagerOut(
        enrolment_id=enrolment_id,
        awaits=awaits,
        eligible=[PersonOut(person_id=key, full_name=name) for key, name in found],
        case_id=word.case_id if word else None,
        state=word.case.state if word else "",
        person_id=word.person_id if word else None,
        asked_at=word.asked_at if word else None,
    )
