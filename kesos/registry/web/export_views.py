"""BNBA out: which place, which people, which columns, for what."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.jobs import services as jobs
from kesos.regions import codelists
from kesos.registry import job_names as ours
from kesos.registry.queries import places
from kesos.registry.services.export_bnba import COLUMNS, USUAL, Wanted, refuse_unless_allowed
from kesos.registry.services.export_terms import EXPORT
from kesos.registry.services.open_nik import OPEN_NIK
from kesos.registry.web.forms import ExportForm, say_no
from kesos.ui.screens import needs


@require_http_methods(["GET", "POST"])
@never_cache
@needs(EXPORT)
def export(request: SignedIn) -> HttpResponse:
    """The form; a valid one becomes a job, whose page leads to the file."""
    place, full_numbers = request.POST.get("wilayah", ""), request.POST.get("nik_lengkap") == "ya"
    form = ExportForm(
        request.POST or None,
        initial={"columns": list(USUAL)},
        columns=[(name, column.title) for name, column in COLUMNS.items()],
        programmes=codelists.choices("programs", timezone.localdate()),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        wanted = Wanted(
            place=place,
            columns=tuple(name for name in COLUMNS if name in told["columns"]),
            purpose=told["purpose"],
            listed_only=told["listed_only"],
            programme=told["programme"],
            full_numbers=full_numbers,
            form=told["form"],
        )
        try:
            refuse_unless_allowed(wanted, by=request.actor)
        except (NotFound, NotAllowed):
            raise
        except Refused as refused:
            say_no(form, refused)
        else:
            run = jobs.start(
                ours.BNBA, by=request.actor, at=timezone.now(), title="Ekspor BNBA",
                region_code=place, wanted=wanted.kept(),
            )  # fmt: skip
            return redirect("jobs:one", run.pk)
    return render(
        request,
        "registry/export.html",
        {
            "form": form,
            "places": places.choices(request.actor, EXPORT, place),
            "place": place,
            "full_numbers": full_numbers,
            "may_open": request.actor.holds(OPEN_NIK),
        },
        status=422 if form.errors else 200,
    )
