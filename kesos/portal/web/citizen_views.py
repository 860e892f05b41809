"""The citizen's own pages: home, the own reports, a new usul or sanggah."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.numbers import number_of
from kesos.portal.features import REPORTS
from kesos.portal.models import Report
from kesos.portal.models.reports import FLOW
from kesos.portal.queries import accounts, reports
from kesos.portal.services.find_recipients import find_recipients
from kesos.portal.services.report import Told, tell
from kesos.portal.web import telling
from kesos.portal.web.looks import due_of, is_late, state_of
from kesos.regions.queries import tree
from kesos.ui.screens import needs
from kesos.ui.states import State

PAGE = 20


@require_GET
@never_cache
@needs(reports.OWN)
def home(request: SignedIn) -> HttpResponse:
    account = accounts.own_account(request.actor)
    told = {"account": account, "place": tree.name(account.region_code), "lines": _lines(request, limit=3)[0]}
    return render(request, "portal/home.html", told)


@require_GET
@never_cache
@needs(reports.OWN)
def own_reports(request: SignedIn) -> HttpResponse:
    accounts.own_account(request.actor)
    lines, following = _lines(request, limit=PAGE)
    return render(request, "portal/own_reports.html", {"lines": lines, "following": following})


@require_GET
@never_cache
@needs(reports.OWN)
def own_report(request: SignedIn, report_id: int) -> HttpResponse:
    report, at = reports.own_by_id(request.actor, report_id), timezone.now()
    told = {"report": report, "state": state_of(FLOW, report.state), "late": is_late(report, at), "due": due_of(report)}
    return render(request, "portal/own_report.html", told)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(reports.OWN, feature=REPORTS)
def tell_usul(request: SignedIn) -> HttpResponse:
    accounts.own_account(request.actor)
    return telling.usul(request, page="portal/tell.html", told={}, tell=_tell(request), then=_done(request))


@require_http_methods(["GET", "POST"])
@never_cache
@needs(reports.OWN, feature=REPORTS)
def tell_sanggah(request: SignedIn) -> HttpResponse:
    person = accounts.citizen(request.actor)
    return telling.sanggah(
        request, page="portal/tell.html", told={"place": person.region.name},
        find=lambda name: find_recipients(name=name, by=request.actor, at=timezone.now()),
        tell=_tell(request), then=_done(request),
    )  # fmt: skip


def _tell(request: SignedIn) -> telling.Tell:
    def act(told: Told) -> Report:
        return tell(told=told, by=request.actor, at=timezone.now())

    return act


def _done(request: SignedIn) -> telling.Go:
    def go(report: Report) -> HttpResponse:
        messages.success(
            request, f"Laporan nomor {report.pk} diterima. Nama Anda tidak ditunjukkan kepada yang dilaporkan."
        )
        return redirect("portal:own_report", report.pk)

    return go


def _lines(request: SignedIn, *, limit: int) -> tuple[list[tuple[Report, State, bool]], int | None]:
    at, after = timezone.now(), number_of(request.GET.get("sesudah", "")) or 0
    found = reports.own(request.actor, after=after, limit=limit + 1)
    lines = [(each, state_of(FLOW, each.state), is_late(each, at)) for each in found[:limit]]
    return lines, found[limit - 1].pk if len(found) > limit else None
