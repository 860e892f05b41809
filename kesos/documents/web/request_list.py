"""The requests of an area, those that wait on top, and the letters of many of them in one act."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.documents.models import CertificateRequest
from kesos.documents.queries import desks, letters, requests
from kesos.documents.services import certify
from kesos.documents.services.issuing import AlreadyIssued
from kesos.documents.web.requests import ASK, ISSUE
from kesos.documents.web.standing import of_request
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import number_of
from kesos.regions.queries import tree
from kesos.registry.queries import places
from kesos.ui.screens import needs
from kesos.ui.states import State
from kesos.workflow.machines import flows
from kesos.workflow.machines.labels import labels

NOTHING = "Belum ada permohonan yang dipilih. Centang barisnya dahulu."


@dataclass(frozen=True, slots=True)
class Line:
    """One request as the list shows it; `may_issue` gives it a box to tick."""

    asked: CertificateRequest
    village: str
    standing: State
    due: date | None
    late: bool
    may_issue: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    asked: CertificateRequest
    why: str


@needs(letters.VIEW)
@require_GET
def requests_(request: SignedIn) -> HttpResponse:
    actor, at = request.actor, timezone.now()
    place, wanted = request.GET.get("wilayah", ""), _wanted(request)
    found, following = requests.page(actor, wanted, after=_mark(request.GET))
    names = tree.names({asked.region_code for asked in found})
    lines = [
        Line(
            asked, names.get(asked.region_code, asked.region_code),
            of_request(asked.case.state, labels().state(certify.FLOW, asked.case.state)),
            _last_day(asked), asked.case.due_at is not None and asked.case.due_at <= at,
            asked.case.state == "DIPERIKSA" and actor.may(ISSUE, asked.region_code),
        )
        for asked in found
    ]  # fmt: skip
    any_to_issue = any(line.may_issue for line in lines)
    told = {
        "lines": lines,
        "following": f"{'m' if following.waiting else 's'}{following.case_id}" if following else "",
        "wanted": wanted,
        "states": [("", "Semua, yang menunggu di atas"), *_states()],
        "place": place,
        "places": places.choices(actor, letters.VIEW, place),
        "today": timezone.localdate(at),
        "any_to_issue": any_to_issue,
        "desks": [each for each in _desks(request) if each.signers] if any_to_issue else [],
        "may_ask": actor.holds(ASK),
    }
    return render(request, "documents/requests.html", told)


@needs(ISSUE)
@require_POST
def issue(request: SignedIn) -> HttpResponse:
    actor, at, sent = request.actor, timezone.now(), request.POST.getlist("pilih")
    chosen = [number for each in dict.fromkeys(sent) if (number := number_of(each)) is not None]
    if not chosen:
        raise Refused(NOTHING, code="nothing_chosen")
    signer = number_of(request.POST.get("penanda", ""))
    if signer is None:
        raise Refused("Pilih pejabat yang menandatangani surat.", code="signer_missing", field="penanda")
    office, signs = desks.desk_with(actor, permission=ISSUE, signer_id=signer, on=timezone.localdate(at))
    done = certify.issue_certificates(request_ids=chosen, office=office, signer=signs, by=actor, at=at)
    shown = requests.of_ids(actor, done.refused)
    told = {
        "letters": done.letters,
        "left_out": [LeftOut(asked, done.refused[asked.pk].sentence) for asked in shown],
        "missing": len(done.refused) - len(shown),
        "batch": done.batch or _batch_before(request, shown, done),
        "may_print": actor.holds(letters.PRINT),
    }
    return render(request, "documents/requests_issued.html", told)


def _batch_before(request: SignedIn, shown: list[CertificateRequest], done: certify.Certified) -> object:
    """The second of two clicks leads to the letters of the first."""
    again = [asked.case_id for asked in shown if isinstance(done.refused[asked.pk], AlreadyIssued)]
    return letters.batch_of(request.actor, again) if again else None


def _wanted(request: SignedIn) -> requests.Wanted:
    """A value that makes no sense narrows nothing."""
    state, place = request.GET.get("keadaan", ""), request.GET.get("wilayah", "")
    return requests.Wanted(
        state=state if state in dict(_states()) else "",
        name=request.GET.get("nama", "").strip()[:80],
        areas=places.inside(request.actor, letters.VIEW, place) if number_of(place) is not None else None,
    )


def _states() -> list[tuple[str, str]]:
    return [(state, labels().state(certify.FLOW, state)) for state in flows()[certify.FLOW].states]


def _mark(query: QueryDict) -> requests.Mark | None:
    after = query.get("sesudah", "")
    case_id = number_of(after[1:])
    return requests.Mark(after[0] == "m", case_id) if after[:1] in {"m", "s"} and case_id is not None else None


def _last_day(asked: CertificateRequest) -> date | None:
    """A term that ends at midnight ends with the day before; a request that is done has none."""
    due = asked.case.due_at if asked.case.state in requests.WAITING else None
    return timezone.localtime(due - timedelta(seconds=1)).date() if due else None


def _desks(request: SignedIn) -> list[desks.Desk]:
    return desks.desks(request.actor, permission=ISSUE, on=timezone.localdate())
