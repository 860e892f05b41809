"""The bench of doubles: one pair at a time, judged by a key or a button, and the word taken back."""

from dataclasses import dataclass
from math import floor
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.journeys.web.deciding import Choice, choices
from kesos.padan.models import Pair
from kesos.padan.models.pairs import APART, FLOW, MERGED, OPEN, SAME, STATES
from kesos.padan.queries import bench, pairs
from kesos.padan.queries.findings import VIEW
from kesos.padan.queries.pairs import MOST, Filters
from kesos.padan.services import judge as judging
from kesos.padan.services.snapshots import RUN
from kesos.padan.services.start_search import start_search
from kesos.registry.merging.hindrances import foresee
from kesos.registry.queries import places
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow.machines.labels import labels

JUDGE = f"{FLOW}.sama"
SITTING = "bangku_ganda"  # in the session: the filters of this sitting, how many were judged in it, the last of them
CHOICES_OF_SURENESS = [
    ("", "Semua"), ("hampir", "Hampir pasti (99,9 % ke atas)"), ("mungkin", "Mungkin sekali (97–99,9 %)"),
    ("ragu", "Perlu dilihat teliti (di bawah 97 %)"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """Which of how many."""

    at: int
    of: int
    more: bool


@require_GET
@never_cache
@needs(VIEW)
def first(request: SignedIn) -> HttpResponse:
    """The next pair to be judged: behind the one that was passed over, else the surest."""
    filters = Filters.of(request.GET)
    passed = number_of(request.GET.get("lewati", ""))
    pair = None
    if passed is not None:
        try:
            pair = pairs.following(request.actor, filters, pairs.one(request.actor, passed))
        except NotFound:
            pair = None
    at_end = passed is not None and pair is None
    return _page(request, filters, pair or pairs.following(request.actor, filters, None), at_end=at_end)


@require_GET
@never_cache
@needs(VIEW)
def one(request: SignedIn, pair_id: int) -> HttpResponse:
    pair = pairs.one(request.actor, pair_id)
    return _page(request, Filters.of(request.GET).but(state=pair.state), pair)


@require_POST
@never_cache
@needs(VIEW)
def judge(request: SignedIn, pair_id: int) -> HttpResponse:
    sent, action = request.POST, request.POST.get("langkah", "")[:60]
    filters = Filters.of(request.POST)
    try:
        pair = judging.judge(
            pair_id=pair_id, action=action, by=request.actor, at=timezone.now(),
            stays=number_of(sent.get("tetap", "")[:19]), reason=sent.get("alasan", "").strip()[:1000],
            seen=number_of(sent.get("dilihat", "")[:9]),
        )  # fmt: skip
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, filters, pairs.one(request.actor, pair_id), refusal=refusal.sentence)
    _sat(request, filters, pair.pk if action in ("sama", "beda") else None, 1)
    messages.success(request, f"{labels().done(FLOW, action)}.")
    return HttpResponseRedirect(_address(filters))


@require_POST
@never_cache
@needs(JUDGE)
def undo(request: SignedIn) -> HttpResponse:
    """The last word of this sitting, and the pair is before one again."""
    filters, last = Filters.of(request.POST), _sitting(request, Filters.of(request.POST)).get("last")
    if last is None:
        messages.warning(request, "Tidak ada penilaian yang dapat diurungkan.")
        return HttpResponseRedirect(_address(filters))
    _sat(request, filters, None, -1)
    try:
        judging.undo(pair_id=last, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return HttpResponseRedirect(_address(filters))
    messages.success(request, "Penilaian terakhir diurungkan.")
    return HttpResponseRedirect(reverse("padan:pair", args=[last]) + _query(filters.but(state=OPEN)))


@require_POST
@never_cache
@needs(RUN)
def search(request: SignedIn) -> HttpResponse:
    """In the background, one kab/kota; whoever is there for several chooses."""
    area = request.POST.get("wilayah", "")[:4] or next((a[:4] for a in request.actor.areas(RUN) if len(a) >= 4), "")
    if len(area) != 4 or not any(area.startswith(held) for held in request.actor.areas(RUN)):
        messages.warning(request, "Pilih dahulu satu kabupaten/kota pada saringan wilayah.")
        return HttpResponseRedirect(reverse("padan:bench"))
    start_search(area=area, by=request.actor, at=timezone.now())
    messages.success(request, "Pencarian data ganda dimulai. Kemajuannya di Pekerjaan saya.")
    return HttpResponseRedirect(reverse("padan:bench"))


def _page(
    request: SignedIn, filters: Filters, pair: Pair | None, *, refusal: str = "", at_end: bool = False
) -> HttpResponse:
    actor, sitting = request.actor, _sitting(request, filters)
    told: dict[str, Any] = {
        "filters": filters, "keep": filters.query.items(), "query": _query(filters), "pair": pair, "refusal": refusal,
        "at_end": at_end, "sureness": CHOICES_OF_SURENESS, "places": places.choices(actor, VIEW, filters.place),
        "states": [(state, labels().state(FLOW, state)) for state in STATES], "search": pairs.latest_search(actor),
        "may_search": bool(actor.areas(RUN)), "may_undo": sitting.get("last") is not None, "open": OPEN,
    }  # fmt: skip
    if pair is not None:
        told |= _of_pair(request, filters, pair, sitting)
    return render(request, "padan/bench.html", told, status=409 if refusal else 200)


def _of_pair(request: SignedIn, filters: Filters, pair: Pair, sitting: dict[str, Any]) -> dict[str, Any]:
    actor = request.actor
    left, right, lines = bench.both(actor, pair)
    before, every = pairs.place_of(actor, filters, pair)
    done = sitting.get("done", 0)
    with acting(SYSTEM):
        two = pairs.told(pair, on=timezone.localdate())
        foreseen = foresee(stays=two["stays"], gone=two["gone"], on=two["day"]) if pair.state in (OPEN, SAME) else None
    may = pair.state == OPEN and any(actor.may(JUDGE, code) for code in (pair.first_region, pair.second_region))
    return {
        "left": left, "right": right, "sides": [left, right], "lines": lines, "stays": two["stays"],
        "step": Step(done + before + 1, done + every, every >= MOST), "sure": floor(pair.probability * 1000) / 10,
        "foreseen": foreseen, "may_judge": may, "case": pair.case, "state": labels().state(FLOW, pair.state),
        "choices": _choices(request, pair), "timeline": workflow.timeline(pair.case) if pair.case else [],
        "reasons": pair.reasons.split(" · "), "over": pair.state in (MERGED, APART),
    }  # fmt: skip


def _choices(request: SignedIn, pair: Pair) -> list[Choice]:
    """Of a pair that was judged: agree, give back, part, take back."""
    if pair.case is None or pair.state == OPEN:
        return []
    return choices(pair.case, request.actor, at=timezone.now(), hidden=("selesai", "sama", "beda"))


def _sitting(request: SignedIn, filters: Filters) -> dict[str, Any]:
    """With other filters another sitting begins."""
    kept = request.session.get(SITTING) or {}
    return kept if kept.get("filters") == filters.query else {}


def _sat(request: SignedIn, filters: Filters, last: int | None, more: int) -> None:
    done = max(0, _sitting(request, filters).get("done", 0) + more)
    request.session[SITTING] = {"filters": filters.query, "done": done, "last": last}


def _query(filters: Filters) -> str:
    return f"?{urlencode(filters.query)}" if filters.query else ""


def _address(filters: Filters) -> str:
    return reverse("padan:bench") + _query(filters)
