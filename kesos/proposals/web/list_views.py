"""The list of proposals, narrowed by month, state and village."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kesos.access.web.request import SignedIn
from kesos.foundation.numbers import number_of
from kesos.foundation.written import month_name
from kesos.proposals.models import Proposal
from kesos.proposals.models.proposals import AID_FLOW, FLOW
from kesos.proposals.queries import listing, proposals
from kesos.proposals.queries.listing import Filters
from kesos.proposals.services.propose import SUBMIT
from kesos.proposals.web.looks import Look, last_day, look
from kesos.registry.services.export_terms import EXPORT
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow.machines import flows
from kesos.workflow.machines.labels import labels

FLOWS, A_PAGE = (FLOW, AID_FLOW), 50
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
    after = number_of(request.GET.get("sesudah", "")) or 0
    found = listing.page(request.actor, filters, after=after, limit=A_PAGE + 1)
    following = found[A_PAGE - 1].pk if len(found) > A_PAGE else None
    found = found[:A_PAGE]
    may_decide = any(request.actor.holds(f"{flow}.{action}") for flow in FLOWS for action in BULK)
    told = {
        "lines": lines(found, at),
        "following": following,
        "filters": filters,
        "month_code": f"{filters.month:%Y-%m}" if filters.month else "",
        "months": [(f"{month:%Y-%m}", month_name(month)) for month in proposals.months(request.actor)],
        "states": list(states().items()),
        "wanted": [("", "Semua usulan"), *listing.wanted()],
        "villages": proposals.villages(request.actor),
        "today": timezone.localdate(at),
        "may_decide": may_decide,
        "to_verify": TO_VERIFY,
        "any_to_verify": any(each.case.state == TO_VERIFY for each in found),
        "reasons": workflow.reasons("USULAN", on=timezone.localdate(at)) if may_decide else [],
        "may_propose": request.actor.holds(SUBMIT),
        "may_export": request.actor.holds(EXPORT),
        "sorts": list(listing.SORTS.items()),
    }
    return render(request, "proposals/list.html", told)


def states() -> dict[str, str]:
    """Every state a proposal of either kind can stand in, in the order of the flows."""
    return {state: labels().state(flow, state) for flow in reversed(FLOWS) for state in flows()[flow].states}


def lines(found: list[Proposal], at: datetime) -> list[Line]:
    names = proposals.village_names({proposal.region_code for proposal in found})
    return [
        Line(
            proposal,
            names.get(proposal.region_code, proposal.region_code),
            look(proposal.case.state),
            labels().state(proposal.case.flow, proposal.case.state),
            last_day(proposal.case.due_at) if proposal.case.closed_at is None else None,
            proposal.case.closed_at is None and proposal.case.due_at is not None and proposal.case.due_at <= at,
        )
        for proposal in found
    ]


def filters_of(query: QueryDict) -> Filters:
    """A value that makes no sense narrows nothing."""
    state, village, sort = query.get("tahap", ""), query.get("kelurahan", ""), query.get("urut", "")
    return Filters(
        month=month_of(query.get("periode", "")),
        state=state if state in states() else "",
        wanted=wanted if (wanted := query.get("jenis", "")) in dict(listing.wanted()) else "",
        text=query.get("q", "").strip()[:80],
        place=village if village.isascii() and village.isdigit() and len(village) == 10 else "",
        sort=sort if sort in listing.SORTS else listing.NEWEST,
    )


def month_of(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None
