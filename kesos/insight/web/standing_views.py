"""Families that receive nothing or twice, or are not listed: the list, on paper, and as an Excel file for a purpose."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed
from kesos.insight.models import Refresh
from kesos.insight.queries import standing as queries
from kesos.insight.queries.standing import LISTS, TITLES, VIEW, Filters, Row
from kesos.insight.services.export_standing import JOB, Wanted, refuse_unless_allowed
from kesos.insight.services.refresh import LIST
from kesos.jobs import services as jobs
from kesos.jobs.models import JobRun
from kesos.regions.queries import tree
from kesos.registry.queries import places
from kesos.registry.services.export_terms import EXPORT
from kesos.registry.web import list_files
from kesos.ui import paper
from kesos.ui.doors import Way, way
from kesos.ui.screens import needs

A_PAGE = 50
STEPS = {"unlisted": "proposals:start", "nothing": "proposals:aid_start"}


@dataclass(frozen=True, slots=True)
class Line:
    row: Row
    village: str
    onward: Way | None = None


@require_GET
@needs(VIEW)
def page(request: SignedIn) -> HttpResponse:
    filters, after = filters_of(request.GET), queries.mark_of(request.GET.get("sesudah", "")[:60])
    found = queries.page(request.actor, filters, after=after, limit=A_PAGE + 1)
    following = "-".join(map(str, found[A_PAGE - 1].mark)) if len(found) > A_PAGE else None
    address = reverse("insight:standing")
    more = f"&wilayah={filters.place}" if filters.place else ""
    return render(request, "insight/standing.html", {
        "lines": lines(found[:A_PAGE], request.actor),
        "following": following, "filters": filters, "title": TITLES[filters.which],
        "views": [(TITLES[each], f"{address}?daftar={each}{more}", None, each == filters.which) for each in LISTS],
        "places": places.choices(request.actor, VIEW, filters.place),
        "counted": Refresh.objects.filter(measure=LIST).order_by("-period").first(),
        "may_export": request.actor.holds(EXPORT),
    })  # fmt: skip


@require_GET
@needs(VIEW)
def on_paper(request: SignedIn) -> HttpResponse:
    filters = filters_of(request.GET)
    return paper.printed(
        request, "insight/standing_print.html", title=f"Keluarga: {TITLES[filters.which].lower()}",
        back=reverse("insight:standing"), said=said(filters), show=lines, by=request.actor.name, at=timezone.now(),
        found=queries.page(request.actor, filters, limit=paper.MOST + 1),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@never_cache
@needs(EXPORT)
def export(request: SignedIn) -> HttpResponse:
    """The form; a valid one becomes a job, whose page leads to the file."""
    if not request.actor.holds(VIEW):
        raise NotAllowed()
    filters = filters_of(request.GET)

    def begin(purpose: str, full_numbers: bool) -> JobRun:
        wanted = Wanted(filters.kept(), purpose, full_numbers)
        refuse_unless_allowed(wanted, by=request.actor)
        return jobs.start(
            JOB, by=request.actor, at=timezone.now(), title=f"Keluarga: {TITLES[filters.which].lower()}",
            region_code=filters.place, wanted=wanted.kept(), said=said(filters),
        )  # fmt: skip

    return list_files.ask(
        request, title="Unduh daftar keluarga", back=reverse("insight:standing"), said=said(filters),
        numbers="NIK dan No KK", begin=begin,
    )  # fmt: skip


def filters_of(told: Mapping[str, str]) -> Filters:
    return Filters.of({"which": told.get("daftar", ""), "place": told.get("wilayah", "")})


def said(filters: Filters) -> list[tuple[str, str]]:
    place = [("Wilayah", tree.name(filters.place))] if filters.place else []
    return [("Daftar", TITLES[filters.which]), *place]


def lines(found: list[Row], reader: Actor | None = None) -> list[Line]:
    """With the step that a family of this list waits for, where the reader may take it."""
    names = tree.names({row.region_code for row in found})
    return [
        Line(row, names.get(row.region_code, row.region_code), _onward(reader, row) if reader else None)
        for row in found
    ]


def _onward(reader: Actor, row: Row) -> Way | None:
    screen = STEPS.get(row.what)
    if screen is None or row.person_id is None:
        return None
    return way(reader, screen, person_id=row.person_id, region_code=row.region_code)
