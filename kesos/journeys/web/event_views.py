"""The list of events, one event with its steps, the feed and its button."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.numbers import number_of
from kesos.jobs import services as jobs
from kesos.journeys import words
from kesos.journeys.job_names import PULL as PULL_JOB
from kesos.journeys.models import Event
from kesos.journeys.models.events import FLOW, STATES
from kesos.journeys.queries import events as queries
from kesos.journeys.queries.events import VIEW, Filters
from kesos.journeys.services.pull_feed import PULL
from kesos.journeys.services.report_death import REPORT
from kesos.journeys.web import deciding
from kesos.journeys.web.looks import Look, look
from kesos.regions.queries import tree
from kesos.ui import paper
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow.machines.labels import labels

A_PAGE = 50
BY_THE_SYSTEM = ("batalkan",)


@dataclass(frozen=True, slots=True)
class Line:
    event: Event
    place: str
    look: Look
    state_label: str
    why: str


@require_GET
@needs(VIEW)
def events(request: SignedIn) -> HttpResponse:
    filters = Filters.of(request.GET)
    after = number_of(request.GET.get("sesudah", "")) or 0
    found = queries.page(request.actor, filters, after=after, limit=A_PAGE + 1)
    return render(request, "journeys/events.html", {
        "lines": lines(found[:A_PAGE]), "following": found[A_PAGE - 1].pk if len(found) > A_PAGE else None,
        "filters": filters, "kinds": [("", "Semua jenis"), *Event.Kind.choices],
        "states": [("", "Semua keadaan"), *((state, labels().state(FLOW, state)) for state in STATES)],
        "feed": queries.feed(), "may_pull": request.actor.holds(PULL), "may_report": request.actor.holds(REPORT),
    })  # fmt: skip


@require_GET
@needs(VIEW)
def print_events(request: SignedIn) -> HttpResponse:
    filters, at = Filters.of(request.GET), timezone.now()
    said = [("Jenis", dict(Event.Kind.choices).get(filters.kind, "semua")), ("Pencarian", filters.text or "tidak ada")]
    return paper.printed(
        request, "journeys/print_events.html", title="Daftar peristiwa", back=reverse("journeys:events"),
        found=queries.page(request.actor, filters, limit=paper.MOST + 1), by=request.actor.name, at=at, said=said,
        show=lines, excel=False,
    )  # fmt: skip


def lines(found: list[Event]) -> list[Line]:
    names = tree.names({event.region_code for event in found if event.region_code})
    return [
        Line(
            event, names.get(event.region_code, event.region_code or "tidak dikenal"), look(event.state),
            labels().state(FLOW, event.state), words.why(event.why),
        )
        for event in found
    ]  # fmt: skip


@require_GET
@never_cache
@needs(VIEW)
def one(request: SignedIn, event_id: int) -> HttpResponse:
    return _page(request, queries.one(request.actor, event_id))


@require_POST
@never_cache
@needs(VIEW)
def step(request: SignedIn, event_id: int) -> HttpResponse:
    event = queries.one(request.actor, event_id)
    return deciding.step(
        request, event.case, back=reverse("journeys:event", args=[event_id]),
        refused=lambda refusal: _page(request, queries.one(request.actor, event_id), refusal=refusal.sentence),
    )  # fmt: skip


@require_POST
@needs(PULL)
def pull(request: SignedIn) -> HttpResponse:
    """In the background: a neighbour may be slow."""
    job = jobs.start(PULL_JOB, by=request.actor, at=timezone.now(), title="Mengambil peristiwa dari Dukcapil")
    return redirect("jobs:one", job.pk)


def _page(request: SignedIn, event: Event, *, refusal: str = "") -> HttpResponse:
    at = timezone.now()
    person = event.person if event.person and request.actor.may("person.view", event.person.region_id) else None
    told: dict[str, Any] = {
        "event": event, "line": lines([event])[0], "person": person, "refusal": refusal,
        "to": tree.path_text(event.to_region_code) if tree.exists(event.to_region_code) else event.to_region_code,
        "aid": [(each, labels().state("penerima", each.enrolment.state)) for each in queries.aid_of(event)],
        "corrections": queries.corrections_of(event),
        "choices": deciding.choices(event.case, request.actor, at=at, hidden=BY_THE_SYSTEM),
        "timeline": workflow.timeline(event.case) if event.case else [],
        "papers": deciding.papers(event.case, request.actor),
    }  # fmt: skip
    return render(request, "journeys/event.html", told, status=409 if refusal else 200)
