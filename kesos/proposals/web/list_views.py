"""The list of proposals, narrowed by month, state and village."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kesos.access.web.request import SignedIn
from kesos.foundation.numbers import number_of
from kesos.proposals.models import Proposal
from kesos.proposals.months import written
from kesos.proposals.queries import proposals
from kesos.proposals.queries.proposals import Filters
from kesos.proposals.services.propose import SUBMIT
from kesos.proposals.web.looks import Look, last_day, look
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow.machines import flows
from kesos.workflow.machines.labels import labels

FLOW, A_PAGE = "usulan_dtks", 50
TO_VERIFY = "DIVERIFIKASI"
BULK = ("setujui", "tolak")


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal as the list shows it."""

    proposal: Proposal
    village: str
    look: Look
    state_label: str
    due: date | None
    late: bool


@needs(proposals.VIEW)
@require_GET
def proposals_(request: SignedIn) -> HttpResponse:
    at = timezone.now()
    filters = filters_of(request.GET)
    after = request.GET.get("sesudah", "")
    found, following = proposals.page(
        request.actor, filters, after=number_of(after) or 0,
        limit=A_PAGE,
    )  # fmt: skip
    may_decide = any(request.actor.holds(f"{FLOW}.{action}") for action in BULK)
    told = {
        "lines": lines(found, at),
        "following": following,
        "filters": filters,
        "month_code": f"{filters.month:%Y-%m}" if filters.month else "",
        "months": [(f"{month:%Y-%m}", written(month)) for month in proposals.months(request.actor)],
        "states": [(state, labels().state(FLOW, state)) for state in flows()[FLOW].states],
        "villages": proposals.villages(request.actor),
        "today": timezone.localdate(at),
        "may_decide": may_decide,
        "to_verify": TO_VERIFY,
        "any_to_verify": any(each.case.state == TO_VERIFY for each in found),
        "reasons": workflow.reasons("USULAN", on=timezone.localdate(at)) if may_decide else [],
        "may_propose": request.actor.holds(SUBMIT),
    }
    return render(request, "proposals/list.html", told)


def lines(found: list[Proposal], at: datetime) -> list[Line]:
    names = proposals.village_names({proposal.region_code for proposal in found})
    return [
        Line(
            proposal,
            names.get(proposal.region_code, proposal.region_code),
            look(proposal.case.state),
            labels().state(FLOW, proposal.case.state),
            last_day(proposal.case.due_at) if proposal.case.closed_at is None else None,
            proposal.case.closed_at is None and proposal.case.due_at is not None and proposal.case.due_at <= at,
        )
        for proposal in found
    ]


def filters_of(query: QueryDict) -> Filters:
    """A value that makes no sense narrows nothing."""
    state, village = query.get("tahap", ""), query.get("kelurahan", "")
    return Filters(
        month=month_of(query.get("periode", "")),
        state=state if state in flows()[FLOW].states else "",
        text=query.get("q", "").strip()[:80],
        village=village if village.isascii() and village.isdigit() and len(village) == 10 else "",
    )


def month_of(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None
