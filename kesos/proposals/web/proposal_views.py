"""One proposal: who, the papers, what is missing, what may be decided."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.evidence.queries.house import House, house
from kesos.evidence.queries.papers import FRONT, POINT
from kesos.evidence.web.forms import told_point
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.written import month_name
from kesos.proposals.models import Proposal
from kesos.proposals.queries import papers, proposals
from kesos.proposals.queries.explained import explained
from kesos.proposals.services import propose
from kesos.proposals.services.bring_house import bring_point
from kesos.proposals.services.hand_in import hand_in
from kesos.proposals.web.changes import changed
from kesos.proposals.web.looks import last_day, look
from kesos.proposals.web.steps import Typed, steps_of
from kesos.proposals.web.uploads import bring_front, store_and_attach, with_links
from kesos.regions import codelists
from kesos.regions.queries import tree
from kesos.registry.queries.matches import latest
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow import services as kernel
from kesos.workflow.machines.labels import labels
from kesos.workflow.queries.possible import flow_of

# the others are decided where the whole village or the whole month is seen
HERE = ("ajukan", "perbaiki", "perbaiki_data", "kembalikan", "lengkapi", "setujui", "tolak", "tarik")
UPLOADS = (
    (
        "foto_rumah_depan",
        "Foto depan rumah",
        "Dari atap sampai lantai, seluruh muka rumah masuk bingkai. JPG, PNG, WebP, atau HEIC, paling besar 25 MB.",
        True,
    ),
    (
        "berkas_ktp_kk",
        "Pindaian KTP dan KK",
        "Terbaca jelas, tidak terpotong. Gambar atau PDF, paling besar 15 MB.",
        False,
    ),
)
SENT_BACK = "DIKEMBALIKAN"
# where bringing papers is the work itself; later it is an exception
BROUGHT_IN = ("DRAFT", "PADAN_GAGAL", SENT_BACK)


@needs(proposals.VIEW)
@require_GET
def one(request: SignedIn, number: str) -> HttpResponse:
    return _page(request, proposals.by_number(request.actor, number))


@needs(proposals.VIEW)
@require_GET
def explain(request: SignedIn, number: str) -> HttpResponse:
    """A sheet for the citizen's hand: no number of a person stands on it."""
    proposal = proposals.by_number(request.actor, number)
    told = {
        "proposal": proposal,
        "case": proposal.case,
        "month": month_name(proposal.period.month),
        "village": tree.name(proposal.region_code),
        "state_label": labels().state(proposal.case.flow, proposal.case.state),
        "explained": explained(proposal, until=_until(proposal)),
        "today": timezone.localdate(),
    }
    return render(request, "proposals/explained.html", told)


@needs(proposals.VIEW)
@require_POST
def attach(request: SignedIn, number: str) -> HttpResponse:
    """House photo, scan, point: each is kept or refused on its own, so that one fault does not lose the others."""
    proposal, at = proposals.by_number(request.actor, number), timezone.now()
    said: list[str] = []
    kept: list[str] = []
    for paper, label, _, _ in UPLOADS:
        if file := request.FILES.get(paper):
            if paper == FRONT:
                why = bring_front(proposal=proposal, file=file, by=request.actor, at=at)
            else:
                why = store_and_attach(
                    case_id=proposal.case_id, paper=paper, file=file, region_code=proposal.region_code,
                    by=request.actor, at=at,
                )  # fmt: skip
            said, kept = ([*said, f"{label}: {why}"], kept) if why else (said, [*kept, label[:1].lower() + label[1:]])
    if request.POST.get("lintang", "").strip() or request.POST.get("bujur", "").strip():
        try:
            bring_point(proposal=proposal, told=told_point(request.POST), by=request.actor, at=at)
            kept.append("titik rumah")
        except Refused as refusal:
            said.append(refusal.sentence)
    if kept:
        messages.success(request, f"Tersimpan: {', '.join(kept)}.")
    for sentence in said:
        messages.error(request, sentence)
    if not kept and not said:
        messages.warning(request, "Belum ada berkas yang dipilih dan titik belum diisi.")
    return HttpResponseRedirect(f"{reverse('proposals:one', args=[number])}#berkas")


@needs(proposals.VIEW)
@require_POST
def step(request: SignedIn, number: str) -> HttpResponse:
    proposal, at, typed = proposals.by_number(request.actor, number), timezone.now(), Typed.of(request.POST)
    if typed.action not in HERE:
        raise NotFound("Langkah ini tidak dikenal. Muat ulang halaman.")
    try:
        with transaction.atomic():
            if typed.action == "ajukan":
                hand_in(proposal=proposal, by=request.actor, at=at)
            else:
                kernel.decide(
                    case_id=proposal.case_id, action=typed.action, by=request.actor, at=at, reason=typed.reason,
                    reason_code=typed.reason_code, seen=typed.seen,
                )  # fmt: skip
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, proposals.by_number(request.actor, number), typed=typed, refusal=refusal)
    messages.success(request, f"{labels().done(proposal.case.flow, typed.action)}: {proposal.case.title}, {number}.")
    return HttpResponseRedirect(reverse("proposals:one", args=[number]))


def _until(proposal: Proposal) -> date | None:
    return last_day(proposal.case.due_at) if proposal.case.closed_at is None else None


def _house(request: SignedIn, proposal: Proposal) -> House | None:
    """Nothing where the family has moved out of reach since."""
    try:
        return house(request.actor, proposal.family_id, at=timezone.now(), since=proposal.period.month)
    except NotFound:
        return None


def _page(
    request: SignedIn, proposal: Proposal, *, typed: Typed | None = None, refusal: Refused | None = None
) -> HttpResponse:
    at, case, family = timezone.now(), proposal.case, proposals.family_of(proposal)
    steps = steps_of(case, request.actor, at=at, only=HERE)
    sheets = papers.needed(case, flow_of(case).at(case.state))
    choices = [each for each in steps.mine if each.step.action != "tarik"]
    attached = with_links([sheet for sheet in sheets if sheet.at], by=request.actor)
    members = proposals.members(proposal)
    joined = [name for _, name in proposals.joined_since(proposal)]
    events = workflow.timeline(case)
    answers = latest([member.person_id for member in members]) if case.state != "DRAFT" else {}
    told = {
        "proposal": proposal,
        "family": family,
        "village": tree.name(proposal.region_code),
        "case": case,
        "month": month_name(proposal.period.month),
        "state_label": labels().state(case.flow, case.state),
        "is_aid": proposal.kind == Proposal.Kind.AID,
        "look": look(case.state),
        "due": _until(proposal),
        "explained": explained(proposal, until=_until(proposal)),
        "late": case.closed_at is None and case.due_at is not None and case.due_at <= at,
        "today": timezone.localdate(at),
        "changed": changed(members, actions=steps.actions, joined=joined) if case.closed_at is None else "",
        "members": [(member, answers.get(member.person_id)) for member in members],
        "has_answers": bool(answers),
        "turn": proposals.match_turn(proposal) if case.state == "DIAJUKAN" else None,
        "relations": codelists.labels("shdk", timezone.localdate(at)),
        "papers": attached,
        "has_pictures": any(small for _, _, small in attached),
        "missing": [sheet for sheet in sheets if not sheet.at],
        "point": next((sheet.value.split(",") for sheet in sheets if sheet.codes == (POINT,) and sheet.at), None),
        "may_upload": family is not None
        and proposal.kind != Proposal.Kind.AID
        and case.closed_at is None
        and request.actor.may(propose.SUBMIT, proposal.region_code),
        "uploads_first": case.state in BROUGHT_IN,
        "uploads": UPLOADS,
        "house": _house(request, proposal),
        "photo_beside": any(sheet.codes == (FRONT,) and small for sheet, _, small in attached),
        "steps": steps,
        "withdraw": next((each for each in steps.open if each.step.action == "tarik"), None),
        "choices": choices,
        "any_open": any(not each.why_not for each in choices),
        "events": reversed(events),
        "sent_back": next((e for e in reversed(events) if e.moved), None) if case.state == SENT_BACK else None,
        "typed": typed or Typed(),
        "refusal": refusal,
    }
    return render(request, "proposals/proposal.html", told, status=refusal.status if refusal else 200)
