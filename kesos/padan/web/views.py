"""The work list of findings, one finding with both sides beside each other, and the steps on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.pressed import pressed
from kesos.access.web.request import SignedIn
from kesos.foundation.numbers import masked, number_of
from kesos.journeys.web.deciding import Choice, choices
from kesos.padan.models import Finding
from kesos.padan.models.findings import FLOW, LINKED, STATES
from kesos.padan.queries import findings as queries
from kesos.padan.queries.findings import NOTHING_TO_APPLY, VIEW, Filters
from kesos.padan.services import decide
from kesos.regions.queries import tree
from kesos.registry.models import Listing, Person
from kesos.registry.services.register_family import REGISTER
from kesos.ui import paper
from kesos.ui.doors import Way, way
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow.machines.labels import labels

A_PAGE = 50
PROPOSE, IGNORE = f"{FLOW}.usulkan", f"{FLOW}.abaikan"
TONES = {
    "sebagian": ("warning", "alert"), "tidak_ditemukan": ("negative", "alert"), "meninggal": ("info", "person"),
    "pindah": ("info", "pin"), "ganda": ("warning", "people"),
}  # fmt: skip
SEXES = {"L": "Laki-laki", "P": "Perempuan"}


@dataclass(frozen=True, slots=True)
class Line:
    finding: Finding
    name: str
    place: str
    tone: str
    icon: str
    reason: str


@dataclass(frozen=True, slots=True)
class Side:
    """One field as Kesos has it and as the population registry has it."""

    label: str
    ours: str
    theirs: str
    differs: bool


@require_GET
@needs(VIEW)
def findings(request: SignedIn) -> HttpResponse:
    filters = Filters.of(request.GET)
    after = number_of(request.GET.get("sesudah", "")) or 0
    found = queries.page(request.actor, filters, after=after, limit=A_PAGE + 1)
    return render(request, "padan/findings.html", {
        "lines": lines(found[:A_PAGE]), "following": found[A_PAGE - 1].pk if len(found) > A_PAGE else None,
        "filters": filters, "outcomes": [("", "Semua temuan"), *Finding.Outcome.choices],
        "states": [(state, labels().state(FLOW, state)) for state in STATES], "run": queries.latest_run(),
        "may_choose": request.actor.holds(PROPOSE) and filters.state == "TERBUKA",
    })  # fmt: skip


@require_GET
@needs(VIEW)
def printed(request: SignedIn) -> HttpResponse:
    filters, at = Filters.of(request.GET), timezone.now()
    said = [
        ("Temuan", dict(Finding.Outcome.choices).get(filters.outcome, "semua")),
        ("Keadaan", labels().state(FLOW, filters.state)),
    ]
    return paper.printed(
        request, "padan/print.html", title="Daftar temuan pemadanan", back=reverse("padan:findings"),
        found=queries.page(request.actor, filters, limit=paper.MOST + 1), by=request.actor.name, at=at, said=said,
        show=lines, excel=False,
    )  # fmt: skip


@require_POST
@never_cache
@needs(PROPOSE)
def propose_many(request: SignedIn) -> HttpResponse:
    chosen = [number for each in request.POST.getlist("pilih") if (number := number_of(each)) is not None]
    back = reverse("padan:findings")
    if not chosen:
        messages.warning(request, "Pilih dahulu temuannya.")
        return HttpResponseRedirect(back)
    done = decide.take_steps(finding_ids=chosen, action="usulkan", by=request.actor, at=timezone.now())
    if done.moved:
        messages.success(request, f"{done.moved} temuan diusulkan. Supervisor memutuskannya.")
    for why in done.refused[:3]:
        messages.warning(request, f"Sebagian tidak diusulkan. {why}")
    return HttpResponseRedirect(back)


@require_GET
@never_cache
@needs(VIEW)
def one(request: SignedIn, finding_id: int) -> HttpResponse:
    return _page(request, finding_id)


@require_POST
@never_cache
@needs(VIEW)
def step(request: SignedIn, finding_id: int) -> HttpResponse:
    sent = request.POST

    def act() -> None:
        decide.take_step(
            finding_id=finding_id, action=sent.get("langkah", "")[:60], by=request.actor, at=timezone.now(),
            reason=sent.get("alasan", "").strip()[:1000], seen=number_of(sent.get("dilihat", "")[:9]),
        )  # fmt: skip

    return pressed(
        request, act, said="Langkah disimpan.", back=reverse("padan:finding", args=[finding_id]),
        refused=lambda refusal: _page(request, finding_id, refusal=refusal.sentence),
    )  # fmt: skip


def lines(found: list[Finding]) -> list[Line]:
    names = tree.names({one.region_code for one in found})
    return [
        Line(one, one.person.full_name if one.person else one.their_name, names.get(one.region_code, one.region_code),
             *TONES[one.outcome], queries.reason(one))
        for one in found
    ]  # fmt: skip


def _page(request: SignedIn, finding_id: int, *, refusal: str = "") -> HttpResponse:
    found = queries.one(request.actor, finding_id)
    person = found.person
    told: dict[str, Any] = {
        "finding": found, "line": lines([found])[0], "sides": _sides(found), "case": found.case, "refusal": refusal,
        "person": person if person and request.actor.may("person.view", person.region_id) else None,
        "state": labels().state(FLOW, found.state), "choices": _choices(request, found),
        "timeline": workflow.timeline(found.case) if found.case else [], "onward": _onward(request, found),
        "may_record": found.person is None and request.actor.may(REGISTER, found.region_code),
    }  # fmt: skip
    return render(request, "padan/finding.html", told, status=409 if refusal else 200)


def _choices(request: SignedIn, found: Finding) -> list[Choice]:
    """Before the first act there is no case to ask: what may begin is known from the flow."""
    if found.case is not None:
        return choices(found.case, request.actor, at=timezone.now(), hidden=("selesai",))
    why_not = NOTHING_TO_APPLY if queries.not_to_be_applied(findings=[found.pk]) else ""
    first = [(PROPOSE, "usulkan", why_not, False), (IGNORE, "abaikan", "", True)]
    return [
        Choice(action, labels().action(FLOW, action), why, reason)
        for permission, action, why, reason in first
        if request.actor.may(permission, found.region_code)
    ]


def _onward(request: SignedIn, found: Finding) -> Way | None:
    """Whoever was found nowhere is for the month's proposals: the family, with one click."""
    person: Person | None = found.person
    if found.outcome != Finding.Outcome.NOT_FOUND or person is None or person.died_on is not None:
        return None
    listed = Listing.objects.filter(family__memberships__person=person, family__memberships__left_on=None, to_on=None)
    return way(
        request.actor, "proposals:start", person_id=person.pk, region_code=person.region_id, listed=listed.exists()
    )


def _sides(found: Finding) -> list[Side]:
    ours, differing = found.person, found.differs.split()
    if ours is None:
        return []
    nobody = found.outcome == Finding.Outcome.NOT_FOUND
    places = tree.names({code for code in (ours.region_id, found.their_region) if code})
    rows = [
        ("nama", "Nama", ours.full_name, found.their_name),
        ("tanggal_lahir", "Tanggal lahir", _day(ours.birth_date), _day(found.their_birth_date)),
        ("jk", "Jenis kelamin", SEXES.get(ours.sex, ""), SEXES.get(found.their_sex, "")),
        ("wilayah", "Kelurahan/desa", places.get(ours.region_id, ""), places.get(found.their_region, "")),
        ("hidup", "Meninggal", _day(ours.died_on) or "tidak tercatat", _day(found.their_death) or "tidak tercatat"),
    ]
    if found.source == LINKED:
        number = ours.nik or ours.nik_claimed or ours.nik_as_written
        rows.insert(0, ("nik", "NIK", masked(number) if number else "tidak ada", masked(found.nik)))
    return [Side(label, a, "" if nobody else b, code in differing) for code, label, a, b in rows]


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
