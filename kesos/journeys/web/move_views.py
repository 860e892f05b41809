"""Moves from here and to here; one move with its steps."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.numbers import number_of
from kesos.journeys.models import Move
from kesos.journeys.models.moves import FLOW, STATES
from kesos.journeys.queries import moves as queries
from kesos.journeys.queries.events import VIEW
from kesos.journeys.services.report_move import REPORT
from kesos.journeys.web import deciding
from kesos.journeys.web.looks import look
from kesos.regions.queries import tree
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow.machines.labels import labels

A_PAGE = 50
WAYS = [("", "Masuk dan keluar"), (queries.HERE, "Masuk ke wilayah ini"), (queries.AWAY, "Keluar dari wilayah ini")]


@require_GET
@needs(VIEW)
def moves(request: SignedIn) -> HttpResponse:
    way, state = request.GET.get("arah", ""), request.GET.get("tahap", "")
    after = number_of(request.GET.get("sesudah", "")) or 0
    found = queries.page(request.actor, way=way, state=state, after=after, limit=A_PAGE + 1)
    shown = found[:A_PAGE]
    names = tree.names({code for move in shown for code in (move.region_code, move.to_region_code)})
    return render(request, "journeys/moves.html", {
        "lines": [
            (move, names.get(move.region_code, ""), names.get(move.to_region_code, ""), look(move.state),
             labels().state(FLOW, move.state))
            for move in shown
        ],
        "following": found[A_PAGE - 1].pk if len(found) > A_PAGE else None, "way": way, "state": state, "ways": WAYS,
        "states": [("", "Semua tahap"), *((each, labels().state(FLOW, each)) for each in STATES)],
        "may_report": request.actor.holds(REPORT), "today": timezone.localdate(),
    })  # fmt: skip


@require_GET
@never_cache
@needs(VIEW)
def one(request: SignedIn, number: str) -> HttpResponse:
    return _page(request, queries.by_number(request.actor, number))


@require_POST
@never_cache
@needs(VIEW)
def step(request: SignedIn, number: str) -> HttpResponse:
    move = queries.by_number(request.actor, number)
    return deciding.step(
        request, move.case, back=reverse("journeys:move", args=[number]),
        refused=lambda refusal: _page(request, queries.by_number(request.actor, number), refusal=refusal.sentence),
    )  # fmt: skip


def _page(request: SignedIn, move: Move, *, refusal: str = "") -> HttpResponse:
    at, names = timezone.now(), tree.paths({move.region_code, move.to_region_code})
    return render(request, "journeys/move.html", {
        "move": move, "look": look(move.state), "state_label": labels().state(FLOW, move.state),
        "origin": names.get(move.region_code, move.region_code),
        "to": names.get(move.to_region_code, move.to_region_code), "movers": move.movers.order_by("relation", "pk"),
        "choices": deciding.choices(move.case, request.actor, at=at), "refusal": refusal,
        "papers": deciding.papers(move.case, request.actor),
        "timeline": workflow.timeline(move.case) if move.case else [],
        "due": move.case.due_at if move.case and move.case.closed_at is None else None,
    }, status=409 if refusal else 200)  # fmt: skip
