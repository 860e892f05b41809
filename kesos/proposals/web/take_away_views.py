"""Both lists to take away: on paper, cut in words where it is cut, and as an Excel file for a purpose."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed
from kesos.jobs import services as jobs
from kesos.jobs.models import JobRun
from kesos.proposals.queries import listing, told
from kesos.proposals.queries.proposals import VIEW
from kesos.proposals.services.export_lists import JOB, PROPOSALS, TASKS, Wanted, refuse_unless_allowed
from kesos.proposals.web.list_views import filters_of, lines
from kesos.proposals.web.task_views import Asked, tasks
from kesos.registry.services.export_terms import EXPORT
from kesos.registry.web import list_files
from kesos.ui import paper
from kesos.ui.screens import needs, signed_in
from kesos.workflow import queries as workflow


@require_GET
@needs(VIEW)
def print_proposals(request: SignedIn) -> HttpResponse:
    at, filters = timezone.now(), filters_of(request.GET)
    return paper.printed(
        request, "proposals/print_proposals.html", title="Daftar usulan", back=reverse("proposals:list"),
        said=told.of_proposals(filters), found=listing.page(request.actor, filters, limit=paper.MOST + 1),
        show=lambda some: lines(some, at), by=request.actor.name, at=at,
    )  # fmt: skip


@require_GET
@signed_in
def print_tasks(request: SignedIn) -> HttpResponse:
    at, narrowed = timezone.now(), Asked.of(request.GET).narrowed
    return paper.printed(
        request, "proposals/print_tasks.html", title="Daftar tugas", back=reverse("proposals:tasks"),
        said=told.of_tasks(narrowed), found=workflow.page(request.actor, narrowed, at=at, limit=paper.MOST + 1),
        show=tasks, by=request.actor.name, at=at,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@never_cache
@needs(EXPORT)
def export_proposals(request: SignedIn) -> HttpResponse:
    if not request.actor.holds(VIEW):
        raise NotAllowed()
    filters = filters_of(request.GET)
    return list_files.ask(
        request, title="Unduh daftar usulan", back=reverse("proposals:list"), said=told.of_proposals(filters),
        numbers="NIK dan No. KK",
        begin=lambda purpose, full: _begin(request, Wanted(filters.kept(), purpose, full, PROPOSALS)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@never_cache
@needs(EXPORT)
def export_tasks(request: SignedIn) -> HttpResponse:
    narrowed = Asked.of(request.GET).narrowed
    return list_files.ask(
        request, title="Unduh daftar tugas", back=reverse("proposals:tasks"), said=told.of_tasks(narrowed), numbers="",
        begin=lambda purpose, _: _begin(request, Wanted(narrowed.kept(), purpose, name=TASKS)),
    )  # fmt: skip


def _begin(request: SignedIn, wanted: Wanted) -> JobRun:
    refuse_unless_allowed(wanted, by=request.actor)
    return jobs.start(
        JOB, by=request.actor, at=timezone.now(), title=wanted.title, region_code=wanted.place, wanted=wanted.kept()
    )
