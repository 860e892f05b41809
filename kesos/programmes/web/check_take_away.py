"""The list of recipients to take away: on paper, and as an Excel file for a purpose."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed
from kesos.jobs import services as jobs
from kesos.jobs.models import JobRun
from kesos.programmes.queries import checks
from kesos.programmes.queries.checks import VIEW
from kesos.programmes.services.export_checks import JOB, TITLE, Wanted, refuse_unless_allowed
from kesos.programmes.web.check_views import filters_of, lines, said
from kesos.registry.services.export_terms import EXPORT
from kesos.registry.web import list_files
from kesos.ui import paper
from kesos.ui.screens import needs


@require_GET
@needs(VIEW)
def on_paper(request: SignedIn) -> HttpResponse:
    at = timezone.now()
    today = timezone.localdate(at)
    filters = filters_of(request.GET, today)
    return paper.printed(
        request, "programmes/check_print.html", title="Daftar kelayakan", back=reverse("programmes:checks"),
        said=said(filters), found=checks.page(request.actor, filters, today=today, limit=paper.MOST + 1), show=lines,
        by=request.actor.name, at=at,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@never_cache
@needs(EXPORT)
def export(request: SignedIn) -> HttpResponse:
    """The form; a valid one becomes a job, whose page leads to the file."""
    if not request.actor.holds(VIEW):
        raise NotAllowed()
    at = timezone.now()
    filters = filters_of(request.GET, timezone.localdate(at))

    def begin(purpose: str, full_numbers: bool) -> JobRun:
        wanted = Wanted(filters.kept(), purpose, full_numbers)
        refuse_unless_allowed(wanted, by=request.actor)
        return jobs.start(
            JOB, by=request.actor, at=at, title=TITLE, region_code=filters.place, wanted=wanted.kept(),
            said=said(filters),
        )  # fmt: skip

    return list_files.ask(
        request, title="Unduh daftar kelayakan", back=reverse("programmes:checks"), said=said(filters), numbers="NIK",
        begin=begin,
    )  # fmt: skip
