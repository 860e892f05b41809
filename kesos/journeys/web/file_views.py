"""The monthly file of deaths and moves: sent, looked at, taken in; wrong rows go back."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.web.request import SignedIn
from kesos.bulk.excel_out import About
from kesos.bulk.rejects import write_rejects
from kesos.foundation.errors import NotAllowed, Refused
from kesos.journeys import event_columns
from kesos.journeys.services import take_file
from kesos.journeys.services.pull_feed import PULL
from kesos.ui import excel
from kesos.ui.screens import needs

STEPS = ["Kirim berkas", "Periksa", "Terapkan"]
SHOWN = 100


class EventFileForm(forms.Form):
    file = forms.FileField(
        label="Berkas bulanan Disdukcapil",
        help_text="CSV atau Excel (.xlsx). NIK dan No KK harus berupa teks.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": "Pilih berkasnya.",
            "empty": "Berkas ini kosong (0 byte). Unggahan mungkin terputus; unggah sekali lagi.",
        },
    )


@require_http_methods(["GET", "POST"])
@never_cache
@needs(PULL)
def send(request: SignedIn) -> HttpResponse:
    form = EventFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data["file"]
        try:
            file = take_file.keep(data=told, name=told.name or "peristiwa", by=request.actor, at=timezone.now())
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("file", refused.sentence)
        else:
            return redirect("journeys:event_file", file.pk)
    columns = [names[0] for names in event_columns.FIELDS.values()]
    told_of = {"form": form, "steps": STEPS, "columns": columns}
    return render(request, "journeys/event_file_send.html", told_of, status=422 if form.errors else 200)


@require_GET
@never_cache
@needs(PULL)
def one(request: SignedIn, key: UUID) -> HttpResponse:
    """What would happen; nothing is taken in by looking."""
    file = take_file.one(key=key, by=request.actor)
    checked = take_file.check(file, by=request.actor)
    told = {
        "file": file, "checked": checked, "steps": STEPS, "faults": take_file.rejected_rows(checked, first=SHOWN),
        "more": max(len(checked.rejected) - SHOWN, 0),
    }  # fmt: skip
    return render(request, "journeys/event_file.html", told)


@require_GET
@never_cache
@needs(PULL)
def rejects(request: SignedIn, key: UUID) -> HttpResponse:
    """The wrong rows as they came, with what is wrong, to be mended and sent again."""
    file = take_file.one(key=key, by=request.actor)
    checked, at = take_file.check(file, by=request.actor), timezone.now()
    about = About(
        title=f"Baris yang salah dalam {file.name}", made_by=request.actor.name, made_at=at,
        purpose="Dibetulkan, lalu dikirim lagi",
    )  # fmt: skip
    return excel.handed_out(
        "peristiwa-salah",
        lambda target: write_rejects(target, labels=checked.labels, rejected=checked.rejected, about=about),
    )


@require_POST
@never_cache
@needs(PULL)
def take(request: SignedIn, key: UUID) -> HttpResponse:
    """In the background: what follows from a month's deaths takes its time."""
    return redirect("jobs:one", take_file.begin(key=key, by=request.actor, at=timezone.now()).pk)
