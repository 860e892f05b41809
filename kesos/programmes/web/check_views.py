"""The recipients of the month: who is checked, who is not, what rules found; many found fit at once."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, Refused
from kesos.foundation.numbers import number_of
from kesos.foundation.region_code import is_region_code
from kesos.programmes.models import Programme
from kesos.programmes.models.checks import ENDS, FLOW, LOOKED, NOT_YET, STATES
from kesos.programmes.queries import checks
from kesos.programmes.queries.checks import VIEW, Filters, Row
from kesos.programmes.queries.field_notes import ASSIGN
from kesos.programmes.services import checks as services
from kesos.regions.queries import tree
from kesos.registry.queries import places
from kesos.registry.services.export_terms import EXPORT
from kesos.ui.screens import needs
from kesos.workflow.machines.labels import labels

A_PAGE = 50
NOTHING = "Belum ada penerima yang dipilih. Centang barisnya dahulu."


class Look(NamedTuple):
    tone: str
    icon: str


LOOKS = {
    NOT_YET: Look("neutral", "dash"),
    LOOKED: Look("info", "eye"),
    "LAYAK": Look("positive", "check-circle"),
    "USUL_TIDAK_LAYAK": Look("warning", "half"),
    "MENUNGGU_PENGESAHAN": Look("warning", "clock"),
    "DISETUJUI_TIDAK_LAYAK": Look("negative", "cross"),
    "DITOLAK_DINSOS": Look("positive", "back"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One recipient as the list shows them."""

    row: Row
    look: Look
    state_label: str
    village: str
    may_choose: bool


@needs(VIEW)
@require_GET
def recipients(request: SignedIn) -> HttpResponse:
    at = timezone.now()
    today = timezone.localdate(at)
    filters = filters_of(request.GET, today)
    after = number_of(request.GET.get("sesudah", "")) or 0
    found = checks.page(request.actor, filters, today=today, after=after, limit=A_PAGE + 1)
    following = found[A_PAGE - 1].id if len(found) > A_PAGE else None
    this_month = filters.month == checks.month_of(today)
    shown = lines(found[:A_PAGE], choose=request.actor.holds(services.PASS) and this_month)
    whole = checks.is_whole(request.actor, filters.place)
    told = checks.progress(request.actor, filters.place, month=filters.month) if whole else []
    return render(
        request,
        "programmes/check_list.html",
        {
            "lines": shown, "following": following, "filters": filters, "month_code": f"{filters.month:%Y-%m}",
            "months": _months(today), "states": [(state, labels().state(FLOW, state)) for state in STATES],
            "programmes": list(Programme.objects.order_by("position").values_list("code", "name")),
            "places": places.choices(request.actor, VIEW, filters.place), "whole": whole,
            "recipients": sum(each.recipients for each in told), "decided": sum(each.decided for each in told),
            "proposed": sum(each.proposed for each in told), "may_export": request.actor.holds(EXPORT),
            "any_choice": any(line.may_choose for line in shown), "may_assign": request.actor.holds(ASSIGN),
            "kept": _query(request),
        },
    )  # fmt: skip


@needs(VIEW)
@require_GET
def progress(request: SignedIn) -> HttpResponse:
    """By kelurahan: how many of how many."""
    today = timezone.localdate()
    filters = filters_of(request.GET, today)
    told = checks.progress(request.actor, filters.place, month=filters.month)
    names = tree.names({each.region_code for each in told})
    shown = {
        "told": [
            (names.get(each.region_code, each.region_code), each, round(100 * each.decided / each.recipients))
            for each in told
        ],
        "recipients": sum(each.recipients for each in told), "decided": sum(each.decided for each in told),
        "month": filters.month, "place": filters.place, "places": places.choices(request.actor, VIEW, filters.place),
    }  # fmt: skip
    return render(request, "programmes/check_progress.html", shown)


@needs(VIEW)
@require_POST
def pass_many(request: SignedIn) -> HttpResponse:
    """First who they are and that each was looked at; then the act."""
    if not request.actor.holds(services.PASS):
        raise NotAllowed()
    at = timezone.now()
    chosen = [n for each in request.POST.getlist("pilih")[: services.AT_ONCE] if (n := number_of(each)) is not None]
    month = checks.month_of(timezone.localdate(at))
    known = list(checks.visible_to(request.actor).filter(pk__in=chosen).order_by("pk").values_list("pk", flat=True))
    if not known:
        raise Refused(NOTHING, code="nothing_chosen")
    if request.POST.get("sudah_ditinjau") != "ya":
        shown = lines(checks.rows_of(known, month=month), choose=True)
        unconfirmed = "langkah" in request.POST
        status = 422 if unconfirmed else 200
        return render(
            request, "programmes/check_confirm.html", {"lines": shown, "unconfirmed": unconfirmed}, status=status
        )
    told = services.pass_many(enrolments=known, by=request.actor, at=at)
    by_id = {row.id: row for row in checks.rows_of(known, month=month)}
    return render(
        request,
        "programmes/check_passed.html",
        {
            "passed": [by_id[one] for one in told.passed if one in by_id],
            "refused": [(by_id[one], why) for one, why in told.refused.items() if one in by_id],
        },
    )


def lines(found: list[Row], *, choose: bool = False) -> list[Line]:
    names = tree.names({row.region_code for row in found})
    return [
        Line(
            row, LOOKS.get(row.state, LOOKS[NOT_YET]), labels().state(FLOW, row.state),
            names.get(row.region_code, row.region_code),
            choose and row.state in (NOT_YET, LOOKED) and not row.by_rule,
        )
        for row in found
    ]  # fmt: skip


def filters_of(query: QueryDict, today: date) -> Filters:
    """A value that makes no sense narrows nothing."""
    state, place = query.get("keadaan", ""), query.get("wilayah", "")
    return Filters(
        month=_month(query.get("bulan", ""), today),
        programme=query.get("program", "")[:16],
        state=state if state in STATES else "",
        proposed=query.get("aturan") == "ya",
        without_photo=query.get("foto") == "belum",
        text=query.get("q", "").strip()[:80],
        place=place if is_region_code(place) else "",
        rw=query.get("rw", "").strip()[:8],
    )


def said(filters: Filters) -> list[tuple[str, str]]:
    """The narrowing in words, for paper and files."""
    told: list[tuple[str, Any]] = [
        ("Bulan", f"{filters.month:%m-%Y}"),
        ("Program", filters.programme),
        ("Keadaan", labels().state(FLOW, filters.state) if filters.state else ""),
        ("Usulan aturan", "hanya yang diusulkan" if filters.proposed else ""),
        ("Foto rumah", "belum ada" if filters.without_photo else ""),
        ("Pencarian", filters.text),
        ("Wilayah", tree.name(filters.place) if filters.place else ""),
        ("RW", filters.rw),
    ]
    return [(name, value) for name, value in told if value]


def _month(text: str, today: date) -> date:
    try:
        asked = date.fromisoformat(f"{text}-01") if len(text) == 7 else today
    except ValueError:
        asked = today
    return checks.month_of(min(asked, today))


def _months(today: date) -> list[tuple[str, date]]:
    first = checks.month_of(today)
    found = []
    for _ in range(6):
        found.append((f"{first:%Y-%m}", first))
        first = checks.month_of(date.fromordinal(first.toordinal() - 1))
    return found


def _query(request: SignedIn) -> str:
    return request.GET.urlencode()


__all__ = ["ENDS", "Line", "filters_of", "lines", "pass_many", "progress", "recipients", "said"]
