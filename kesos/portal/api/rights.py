"""Rights over data by a program: what is held, requests and objections, consents."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Query, Router, Schema

from kesos.portal.queries import accounts, own_data, rights
from kesos.portal.services import rights as acts
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST, CONSENTS = "rights", "consents"
router = Router(tags=["Hak data"])


class RightOut(Schema):
    id: int
    kind: Annotated[str, Field(examples=["koreksi_data"])]
    person_id: int
    about: str
    state: Annotated[str, Field(examples=["DIMINTA"])]
    region_code: str
    asked_at: datetime
    due_at: datetime | None
    answer: str
    enrolment_id: Annotated[int | None, Field(description="Untuk keberatan: kepesertaan yang dihentikan.")]
    consequence: Annotated[str, Field(description="Apa yang terjadi pada kepesertaan itu sesudah dikabulkan.")]


class RightIn(Schema):
    kind: Annotated[str, Field(pattern="^(koreksi_data|keberatan)$")]
    about: Annotated[str, Field(max_length=120, examples=["Tanggal lahir"])]
    wish: Annotated[str, Field(max_length=2000)]
    against: Annotated[str, Field(max_length=20, description="Untuk keberatan: keputusan yang diberatkan.")] = ""
    told_on: Annotated[date | None, Field(description="Untuk keberatan: kapan keputusan diketahui.")] = None
    enrolment_id: Annotated[
        int | None, Field(description="Untuk keberatan atas bantuan yang dihentikan: kepesertaannya.")
    ] = None

    def demand(self) -> acts.Demand:
        return acts.Demand(**self.dict())


class ActIn(Schema):
    action: Annotated[str, Field(max_length=40, examples=["penuhi"])]
    reason: Annotated[str, Field(max_length=1000)] = ""


class ConsentIn(Schema):
    purpose: Annotated[str, Field(max_length=20, examples=["publikasi_foto"])]
    given_for: Annotated[str, Field(max_length=120, description="Wali, bila bagi anak.")] = ""


class WithdrawIn(Schema):
    consent_id: int
    reason: Annotated[str, Field(max_length=1000)] = ""

    def demand(self) -> acts.Demand:
        return acts.Demand("cabut_persetujuan", self.reason, consent_id=self.consent_id)


class ConsentOut(Schema):
    id: int
    person_id: int
    purpose: str
    given_at: datetime
    withdrawn_at: datetime | None
    acted_at: datetime | None


class EntryOut(Schema):
    label: str
    text: str
    source: str


class KindOut(Schema):
    title: str
    entries: list[EntryOut]


class LookOut(Schema):
    at: datetime
    office: str
    what: str
    purpose: str


class OwnDataOut(Schema):
    name: str
    place: str
    kinds: list[KindOut]
    looks: list[LookOut]


class Wanted(Schema):
    kind: Annotated[str, Field(pattern="^(koreksi_data|cabut_persetujuan|keberatan|)$")] = ""
    only_open: bool = False
    within: Annotated[str, Field(max_length=10, pattern="^[0-9]*$")] = ""


@router.get("/me/data", response=OwnDataOut, operation_id="getOwnData", summary="Data tentang diri sendiri")
@needs(rights.OWN)
def own(request: Asked) -> OwnDataOut:
    """Semua data yang disimpan menurut jenisnya, asal dan tanggalnya, dan kantor mana yang melihatnya untuk apa."""
    account = accounts.own_account(request.actor)
    held = own_data.own_data(request.actor, account.person_id, at=now(), everything=account.proven_at is not None)
    return OwnDataOut(
        name=held.name, place=held.place,
        kinds=[
            KindOut(
                title=kind.title, entries=[EntryOut(label=e.label, text=e.text, source=e.source) for e in kind.entries]
            )
            for kind in held.kinds
        ],
        looks=[LookOut(at=e.at, office=e.office, what=e.what, purpose=e.purpose) for e in held.looks],
    )  # fmt: skip


@router.post(
    "/me/rights", response={201: RightOut}, operation_id="askOwnRight", summary="Koreksi atau keberatan sendiri"
)
@needs(rights.OWN)
def ask_own(request: Asked, body: RightIn) -> RightOut:
    """Permintaan koreksi data atau keberatan oleh pemilik akun bagi dirinya."""
    return _ask(request, _self(request), body.demand())


@router.post(
    "/people/{int:person_id}/rights", response={201: RightOut}, operation_id="askRight",
    summary="Koreksi atau keberatan di loket",
)  # fmt: skip
@needs(rights.TAKE)
def ask(request: Asked, person_id: int, body: RightIn) -> RightOut:
    """Permintaan koreksi data atau keberatan yang diterima petugas bagi warga di loket."""
    return _ask(request, person_id, body.demand())


@router.post("/me/consents", response={201: ConsentOut}, operation_id="giveOwnConsent", summary="Beri persetujuan")
@needs(rights.OWN)
def give_own(request: Asked, body: ConsentIn) -> ConsentOut:
    """Persetujuan pemilik akun untuk satu tujuan; bantuan tidak bergantung padanya."""
    given = acts.give_consent(person_id=_self(request), purpose=body.purpose, by=request.actor, at=now())
    return ConsentOut.from_orm(given)


@router.post(
    "/people/{int:person_id}/consents", response={201: ConsentOut}, operation_id="giveConsent",
    summary="Catat persetujuan di loket",
)  # fmt: skip
@needs(rights.TAKE)
def give(request: Asked, person_id: int, body: ConsentIn) -> ConsentOut:
    """Persetujuan warga yang dicatat petugas, dengan wali bila bagi anak."""
    return ConsentOut.from_orm(acts.give_consent(person_id=person_id, by=request.actor, at=now(), **body.dict()))


@router.post(
    "/me/consents/withdraw", response={201: RightOut}, operation_id="withdrawOwnConsent", summary="Tarik persetujuan"
)
@needs(rights.OWN)
def withdraw_own(request: Asked, body: WithdrawIn) -> RightOut:
    """Persetujuan berakhir saat ini juga dan ditindak dalam 3 × 24 jam."""
    return _ask(request, _self(request), body.demand())


@router.post(
    "/people/{int:person_id}/consents/withdraw", response={201: RightOut}, operation_id="withdrawConsent",
    summary="Tarik persetujuan di loket",
)  # fmt: skip
@needs(rights.TAKE)
def withdraw(request: Asked, person_id: int, body: WithdrawIn) -> RightOut:
    """Penarikan persetujuan yang diterima petugas; ditindak dalam 3 × 24 jam."""
    return _ask(request, person_id, body.demand())


@router.get("/rights", response=Page[RightOut], operation_id="listRights", summary="Permintaan hak data dan keberatan")
@needs(rights.VIEW)
def listed(request: Asked, wanted: Query[Wanted], paging: Query[Paging]) -> dict[str, object]:
    """Permintaan di wilayah wewenang, yang terbaru lebih dahulu."""
    found = rights.page(
        request.actor, kind=wanted.kind, only_open=wanted.only_open, place=wanted.within, after=paging.after_id(LIST),
        limit=paging.limit + 1,
    )  # fmt: skip
    return page(found, of=LIST, limit=paging.limit, mark=lambda each: [each.pk], show=RightOut.from_orm)


@router.get("/rights/{int:right_id}", response=RightOut, operation_id="getRight", summary="Satu permintaan")
@needs(rights.VIEW)
def one(request: Asked, right_id: int) -> RightOut:
    """Keadaan, tenggat, dan jawabannya."""
    return RightOut.from_orm(rights.by_id(request.actor, right_id))


@router.post("/rights/{int:right_id}/act", response=RightOut, operation_id="actOnRight", summary="Langkah permintaan")
@needs(rights.VIEW)
def act(request: Asked, right_id: int, body: ActIn) -> RightOut:
    """Satu langkah alurnya, misalnya penuhi, tolak, terima, kabulkan, dengan jawaban untuk warga."""
    return _step(request, right_id, body)


@router.post(
    "/me/rights/{int:right_id}/act",
    response=RightOut,
    operation_id="actOnOwnRight",
    summary="Langkah permintaan sendiri",
)
@needs(rights.OWN)
def act_on_own(request: Asked, right_id: int, body: ActIn) -> RightOut:
    """Mencabut atau membatalkan permintaan keluarga sendiri."""
    return _step(request, right_id, body)


@router.get("/consents", response=Page[ConsentOut], operation_id="listConsents", summary="Daftar persetujuan")
@needs(rights.CONSENTS)
def consents(request: Asked, paging: Query[Paging]) -> dict[str, object]:
    """Persetujuan di wilayah wewenang, yang terbaru lebih dahulu."""
    found = rights.consents(request.actor, after=paging.after_id(CONSENTS), limit=paging.limit + 1)
    return page(found, of=CONSENTS, limit=paging.limit, mark=lambda each: [each.pk], show=ConsentOut.from_orm)


def _self(request: Asked) -> int:
    """The person whose account it is. Raises NoCitizen."""
    return accounts.own_account(request.actor).person_id


def _ask(request: Asked, person_id: int, demand: acts.Demand) -> RightOut:
    return RightOut.from_orm(acts.ask(demand=demand, person_id=person_id, by=request.actor, at=now()))


def _step(request: Asked, right_id: int, body: ActIn) -> RightOut:
    return RightOut.from_orm(acts.take_step(request_id=right_id, by=request.actor, at=now(), **body.dict()))
