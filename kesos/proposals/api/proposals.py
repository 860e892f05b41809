"""Proposals by a program: draft, papers, acts one by one or many at once."""

from datetime import date, datetime
from typing import Annotated, Any, BinaryIO, Literal, cast

from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from kesos.evidence.queries.papers import FRONT, POINT
from kesos.evidence.services.locate import point_of
from kesos.foundation.errors import Refused
from kesos.proposals.api.papers import PaperIn, PaperOut, kept
from kesos.proposals.models import Proposal
from kesos.proposals.queries import listing, reach
from kesos.proposals.queries.listing import Filters
from kesos.proposals.queries.proposals import VIEW, family_of, joined_since, members
from kesos.proposals.services import propose, propose_aid
from kesos.proposals.services.bring_house import bring_photo, bring_point
from kesos.proposals.services.hand_in import hand_in
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import MOST, Page, Paging, page
from kesos.workflow import services as workflow

LIST = "proposals"
SCANS = "berkas_ktp_kk"
BROUGHT = (FRONT, SCANS)
NOT_BROUGHT = (
    f"Yang dilampirkan di sini: berkas {FRONT} dan {SCANS}, dan {POINT} sebagai isi. Berkas lain dibuat Kesos sendiri."
)
router = Router(tags=["Usulan"])
Sort = Literal["masuk", "-masuk", "nama", "-nama", "kelurahan", "-kelurahan"]
# what the deliberation, the head's letter and the decree decide goes through them
Act = Literal["perbaiki", "perbaiki_data", "setujui", "kembalikan", "lengkapi", "tolak", "tarik"]


class ProposalRow(Schema):
    id: int
    number: Annotated[str, Field(examples=["U-3571-2026-11-000142"])]
    kind: Annotated[str, Field(examples=["new"])]
    programme: Annotated[str | None, Field(description="Kode program pada usulan bantuan.", examples=["PKH"])]
    period_id: int
    month: date
    region_code: str
    family_id: int
    title: Annotated[str, Field(description="Nama kepala keluarga.", examples=["SULASTRI"])]
    state: Annotated[str, Field(examples=["DRAFT"])]
    entered_at: datetime
    due_at: datetime | None
    case_id: int
    last_seq: int


class ProposedMember(Schema):
    person_id: int
    relation: Annotated[int | None, Field(description="Kode hubungan Dukcapil dalam keluarga ini sekarang.")]
    in_family: Annotated[
        bool, Field(description="`false`: tidak lagi tercatat di keluarga ini, atau kini di luar wilayah wewenang.")
    ]


class ProposalOne(ProposalRow):
    members: Annotated[list[ProposedMember], Field(description="Yang diusulkan, juga bila susunannya sudah berubah.")]
    joined_since: Annotated[list[int], Field(description="Orang yang masuk ke keluarga sesudah diusulkan.")]
    moved_away: Annotated[bool, Field(description="Keluarganya kini di luar wilayah wewenang; datanya tidak tampil.")]
    is_agreed: Annotated[bool | None, Field(description="Kata musyawarah, sebelum dijalankan.")]
    reason_code: str
    reason: str
    to_correct: Annotated[str, Field(description="Apa yang perlu diperbaiki; kosong pada usulan baru.")]
    papers: list[PaperOut]


class ProposalIn(Schema):
    family_id: int
    period_id: int
    to_correct: Annotated[
        str, Field(max_length=1000, description="Apa yang perlu diperbaiki; wajib bila keluarga sudah terdaftar.")
    ] = ""


class AidProposalIn(Schema):
    family_id: int
    person_id: Annotated[int, Field(description="Pengurus, atau orang yang diusulkan menerima.")]
    programme: Annotated[str, Field(max_length=16, examples=["PKH"])]
    period_id: int


class FindingOut(Schema):
    code: Annotated[str, Field(examples=["TL-15"])]
    refuses: Annotated[bool, Field(description="`false`: hanya perlu dilihat.")]
    sentence: str


class Decision(Schema):
    action: Literal[Act, "ajukan"]
    reason: Annotated[str, Field(max_length=500)] = ""
    reason_code: Annotated[str, Field(max_length=20, examples=["US-01"])] = ""
    seen: Annotated[int | None, Field(description="`last_seq` saat ditampilkan, agar klik ganda dikenali.")] = None


class ManyDecisions(Schema):
    ids: Annotated[list[int], Field(min_length=1, max_length=MOST * 50)]
    action: Act
    reason: Annotated[str, Field(max_length=500)] = ""
    reason_code: Annotated[str, Field(max_length=20)] = ""


class RefusedOne(Schema):
    id: int
    code: str
    detail: str


class Outcome(Schema):
    moved: list[int]
    agreed: list[int]
    repeated: list[int]
    refused: list[RefusedOne]


@router.get("/proposals", response=Page[ProposalRow], operation_id="listProposals", summary="Usulan")
@needs(VIEW)
def listed(
    request: Asked,
    paging: Query[Paging],
    period_id: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
    within: Annotated[str, Query(max_length=10, pattern="^[0-9]*$")] = "",
    state: Annotated[str, Query(max_length=60)] = "",
    text: Annotated[str, Query(max_length=80, description="Bagian nama kepala keluarga, atau nomor usulan.")] = "",
    sort: Annotated[Sort, Query(description="Tanda minus: terbalik. `kelurahan` menurut kode wilayah.")] = "masuk",
) -> dict[str, object]:
    """Usulan keluarga di wilayah wewenang, menurut urutan dibuat atau urutan yang diminta."""
    asked = Filters(period=period_id, place=within, state=state, text=text.strip(), sort=sort)
    # a mark of one order leads nowhere in another
    of = LIST if sort == "masuk" else f"{LIST}.{sort}"
    rows = listing.page(request.actor, asked, after=paging.after_id(of), limit=paging.limit + 1)
    return page(rows, of=of, limit=paging.limit, mark=lambda row: [row.pk], show=_row)


@router.post("/proposals", response={201: ProposalOne}, operation_id="createProposal", summary="Usulkan keluarga")
@needs(propose.SUBMIT)
def create(request: Asked, body: ProposalIn) -> ProposalOne:
    """Membuat rancangan usulan satu keluarga pada satu periode; yang sudah diketahui registri langsung dilampirkan."""
    period = reach.period(request.actor, body.period_id)
    made = propose.propose(
        family_id=body.family_id, period=period, to_correct=body.to_correct, by=request.actor, at=now()
    )
    return _one(reach.proposal(request.actor, made.pk))


@router.post("/aid-proposals", response={201: ProposalOne}, operation_id="createAidProposal", summary="Usulkan bantuan")
@needs(propose_aid.SUBMIT)
def create_aid(request: Asked, body: AidProposalIn) -> ProposalOne:
    """Membuat rancangan usulan satu program bagi satu keluarga atau orang pada satu periode."""
    period = reach.period(request.actor, body.period_id)
    made = propose_aid.propose_aid(
        family_id=body.family_id, person_id=body.person_id, programme=body.programme, period=period, by=request.actor,
        at=now(),
    )  # fmt: skip
    return _one(reach.proposal(request.actor, made.pk))


@router.post(
    "/aid-proposals/check", response=list[FindingOut], operation_id="checkAidProposal", summary="Periksa ketentuan"
)
@needs(propose_aid.SUBMIT)
def check_aid(request: Asked, body: AidProposalIn) -> list[FindingOut]:
    """Yang ditemukan ketentuan program, sebelum apa pun ditulis."""
    period = reach.period(request.actor, body.period_id)
    propose_aid.family_of(body.family_id, body.person_id, by=request.actor)
    found = propose_aid.findings(**body.dict(exclude={"period_id"}), period=period, at=now())
    return [FindingOut.from_orm(each) for each in found]


@router.get("/proposals/{int:proposal_id}", response=ProposalOne, operation_id="getProposal", summary="Satu usulan")
@needs(VIEW)
def one(request: Asked, proposal_id: int) -> ProposalOne:
    """Satu usulan dengan tahap dan berkasnya; riwayatnya pada getCase."""
    return _one(reach.proposal(request.actor, proposal_id))


@router.post(
    "/proposals/{int:proposal_id}/papers",
    response={201: ProposalOne},
    operation_id="attachPaper",
    summary="Lampirkan berkas",
)
@needs(VIEW)
def attach(
    request: Asked, proposal_id: int, form: Form[PaperIn], file: File[UploadedFile | None] = None
) -> ProposalOne:
    """Foto, pindaian, atau isi seperti titik koordinat (lintang,bujur,meter); yang baru menggantikan yang lama."""
    proposal, at = reach.proposal(request.actor, proposal_id), now()
    if form.paper == FRONT and file is not None:
        bring_photo(proposal=proposal, data=cast(BinaryIO, file), name=file.name or "rumah", by=request.actor, at=at)
        return _one(proposal)
    if form.paper == POINT and form.value:
        bring_point(proposal=proposal, told=point_of(form.value), by=request.actor, at=at)
        return _one(proposal)
    if form.paper not in BROUGHT or file is None:  # the others are found, matched or decided, never claimed
        raise Refused(NOT_BROUGHT, code="paper_not_brought", field="paper")
    key = kept(file, form.kind, region_code=proposal.region_code, by=request.actor, at=at)
    propose.attach(proposal=proposal, paper=form.paper, file_key=key, by=request.actor, at=at)
    return _one(proposal)


@router.post(
    "/proposals/{int:proposal_id}/act", response=ProposalOne, operation_id="actOnProposal", summary="Putuskan usulan"
)
@needs(VIEW)
def act(request: Asked, proposal_id: int, body: Decision) -> ProposalOne:
    """Satu langkah pada alur usulan; wewenang tiap langkah `usulan_dtks.<langkah>` atau `usulan_bansos.<langkah>`."""
    proposal = reach.proposal(request.actor, proposal_id)
    if body.action == "ajukan":
        hand_in(proposal=proposal, by=request.actor, at=now())
    else:
        workflow.decide(case_id=proposal.case_id, by=request.actor, at=now(), **body.dict())
    return _one(reach.proposal(request.actor, proposal_id))


@router.post("/proposals/act", response=Outcome, operation_id="actOnProposals", summary="Putuskan banyak usulan")
@needs(VIEW)
def act_on_many(request: Asked, body: ManyDecisions) -> Outcome:
    """Satu langkah untuk banyak usulan; yang tidak dapat disebut alasannya, yang lain tetap berpindah."""
    cases = reach.cases_of(request.actor, body.ids)
    of = {case: proposal for proposal, case in cases.items()}
    tolds = [
        workflow.decide_many(
            flow=flow, action=body.action, case_ids=some, by=request.actor, at=now(), reason=body.reason,
            reason_code=body.reason_code,
        )
        for flow, some in reach.by_flow(list(of)).items()
    ]  # fmt: skip
    refused = [
        RefusedOne(id=of[case], code=told.codes[case], detail=why)
        for told in tolds
        for case, why in told.refused.items()
    ]
    refused += [
        RefusedOne(id=each, code="not_found", detail="Usulan tidak ditemukan.")
        for each in body.ids
        if each not in cases
    ]
    return Outcome(
        moved=[of[case] for told in tolds for case in told.moved],
        agreed=[of[case] for told in tolds for case in told.agreed],
        repeated=[of[case] for told in tolds for case in told.repeated], refused=refused,
    )  # fmt: skip


def _row(proposal: Proposal) -> ProposalRow:
    return ProposalRow(**_told(proposal))


def _one(proposal: Proposal) -> ProposalOne:
    return ProposalOne(
        **_told(proposal), is_agreed=proposal.is_agreed, reason_code=proposal.reason_code, reason=proposal.reason,
        to_correct=proposal.to_correct, joined_since=[person for person, _ in joined_since(proposal)],
        moved_away=family_of(proposal) is None,
        members=[ProposedMember.from_orm(each) for each in members(proposal)],
        papers=[PaperOut.from_orm(each) for each in reach.papers(proposal)],
    )  # fmt: skip


def _told(proposal: Proposal) -> dict[str, Any]:
    case = proposal.case
    return {
        "id": proposal.pk, "number": proposal.number, "kind": proposal.kind, "programme": proposal.programme_id,
        "period_id": proposal.period_id,
        "month": proposal.period.month, "region_code": proposal.region_code, "family_id": proposal.family_id,
        "title": case.title, "state": case.state, "entered_at": case.entered_at, "due_at": case.due_at,
        "case_id": case.pk, "last_seq": case.last_seq,
    }  # fmt: skip
