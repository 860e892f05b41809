"""The list of recipients to take away: on paper, and as an Excel file for a purpose."""

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
from kesos.programmes.queries import checks
from kesos.programmes.queries.checks import VIEW
from kesos.programmes.services.export_checks import JOB, TITLE, Wanted, refuse_unless_allowed
from kesos.programmes.web.check_views import filters_of, lines, said
from kesos.registry.services.export_bnba import EXPORT
from kesos.registry.services.open_nik import OPEN_NIK
from kesos.ui import paper
from kesos.ui.screens import needs


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label="Tujuan",
        max_length=200,
        help_text="Untuk apa berkas ini dibuat, paling sedikit sepuluh huruf. Tercatat di berkas dan di jejak audit.",
    )


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
    may_open = request.actor.holds(OPEN_NIK)
    full_numbers = may_open and request.POST.get("nik_lengkap") == "ya"
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = Wanted(filters.kept(), form.cleaned_data["purpose"], full_numbers)
        try:
            refuse_unless_allowed(wanted, by=request.actor)
        except (NotFound, NotAllowed):
            raise
        except Refused as refused:
            form.add_error("purpose", refused.sentence)
        else:
            run = jobs.start(
                JOB, by=request.actor, at=at, title=TITLE, region_code=filters.place, wanted=wanted.kept(),
                said=said(filters),
            )  # fmt: skip
            return redirect("jobs:one", run.pk)
    shown = {"form": form, "said": said(filters), "may_open": may_open, "full_numbers": full_numbers}
    return render(request, "programmes/check_export.html", shown, status=422 if form.errors else 200)
