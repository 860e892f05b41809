"""Both lists to take away: on paper, cut in words where it is cut, and as an Excel file for a purpose."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.jobs import services as jobs
from kesos.proposals.queries import listing, told
from kesos.proposals.queries.proposals import VIEW
from kesos.proposals.services.export_lists import JOB, PROPOSALS, TASKS, Wanted, refuse_unless_allowed
from kesos.proposals.web.list_views import filters_of, lines
from kesos.proposals.web.task_views import Asked, tasks
from kesos.registry.services.export_bnba import EXPORT
from kesos.registry.services.open_nik import OPEN_NIK
from kesos.ui import paper
from kesos.ui.screens import needs, signed_in
from kesos.workflow import queries as workflow


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label="Tujuan",
        max_length=200,
        help_text="Untuk apa berkas ini dibuat, paling sedikit sepuluh huruf. Tercatat di berkas dan di jejak audit.",
    )


@dataclass(frozen=True, slots=True)
class Page:
    """The list a file is made of, as its form tells it."""

    name: str
    title: str
    back: str
    narrowed: dict[str, Any]
    said: list[tuple[str, str]]
    may_open: bool


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
    return _file(
        request,
        Page(
            PROPOSALS, "Unduh daftar usulan", reverse("proposals:list"), filters.kept(), told.of_proposals(filters),
            request.actor.holds(OPEN_NIK),
        ),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@never_cache
@needs(EXPORT)
def export_tasks(request: SignedIn) -> HttpResponse:
    narrowed = Asked.of(request.GET).narrowed
    return _file(
        request,
        Page(
            TASKS, "Unduh daftar tugas", reverse("proposals:tasks"), narrowed.kept(), told.of_tasks(narrowed), False
        ),
    )  # fmt: skip


def _file(request: SignedIn, page: Page) -> HttpResponse:
    """The form; a valid one becomes a job, whose page leads to the file."""
    full_numbers = page.may_open and request.POST.get("nik_lengkap") == "ya"
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = Wanted(page.name, page.narrowed, form.cleaned_data["purpose"], full_numbers)
        try:
            refuse_unless_allowed(wanted, by=request.actor)
        except (NotFound, NotAllowed):
            raise
        except Refused as refused:
            form.add_error("purpose", refused.sentence)
        else:
            run = jobs.start(
                JOB, by=request.actor, at=timezone.now(), title=wanted.title, region_code=wanted.place,
                wanted=wanted.kept(),
            )  # fmt: skip
            return redirect("jobs:one", run.pk)
    shown = {"form": form, "page": page, "full_numbers": full_numbers}
    return render(request, "proposals/export.html", shown, status=422 if form.errors else 200)
