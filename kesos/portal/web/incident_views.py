"""A failure to protect data: written down, told within its hours, closed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.web.pressed import pressed
from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.portal.models import Incident
from kesos.portal.queries import incidents
from kesos.portal.services import incidents as acts
from kesos.portal.services.incident_letters import letter
from kesos.regions.queries import tree
from kesos.ui.screens import needs

PAGE = 50


class MomentField(forms.DateTimeField):
    """A day and an hour in one line, as a clerk writes them."""

    def __init__(self, **named: Any) -> None:
        named.setdefault("help_text", "Tanggal dan jam, misalnya 9-11-2026 14.30.")
        super().__init__(
            input_formats=["%d-%m-%Y %H.%M", "%d-%m-%Y %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M"], **named
        )
        self.error_messages["invalid"] = "Tulis tanggal dan jam, misalnya 9-11-2026 14.30."


class IncidentForm(forms.Form):
    title = forms.CharField(label="Kejadian", max_length=160, help_text="Satu kalimat, tanpa nama warga.")
    found_at = MomentField(label="Diketahui")
    happened_at = MomentField(label="Terjadi", required=False)
    exposed = forms.CharField(label="Data yang terungkap", widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
    people = forms.IntegerField(label="Jumlah orang", min_value=0, max_value=300_000_000)
    cause = forms.CharField(label="Sebab", widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
    measures = forms.CharField(
        label="Upaya penanganan", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )
    contact = forms.CharField(label="Narahubung", max_length=200, help_text="Jabatan dan telepon yang dapat dihubungi.")


@require_GET
@needs(incidents.MANAGE)
def incident_list(request: SignedIn) -> HttpResponse:
    at, after = timezone.now(), number_of(request.GET.get("sesudah", "")) or 0
    found = incidents.page(request.actor, after=after, limit=PAGE + 1)
    told = {
        "lines": [(each, _hours_left(each, at)) for each in found[:PAGE]],
        "following": found[PAGE - 1].pk if len(found) > PAGE else None,
    }
    return render(request, "portal/incidents.html", told)


@require_http_methods(["GET", "POST"])
@needs(incidents.MANAGE)
def new_incident(request: SignedIn) -> HttpResponse:
    form = IncidentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.enter(
                told=_entered(form), region_code=request.actor.areas(incidents.MANAGE)[0],
                by=request.actor, at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            messages.success(request, "Insiden dicatat. Beri tahu warga dan lembaga sebelum batas waktunya.")
            return redirect("portal:incident", made.pk)
    return render(request, "portal/new_incident.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@needs(incidents.MANAGE)
def incident(request: SignedIn, incident_id: int) -> HttpResponse:
    return _incident_page(request, incidents.by_id(request.actor, incident_id))


@require_POST
@needs(incidents.MANAGE)
def tell_incident(request: SignedIn, incident_id: int) -> HttpResponse:
    found, at = incidents.by_id(request.actor, incident_id), timezone.now()
    return _act(
        request, found, "Pemberitahuan dicatat.",
        lambda: acts.note_told(
            incident_id=found.pk, whom=request.POST.get("kepada", ""), how=request.POST.get("cara", ""), told_at=at,
            by=request.actor, at=at,
        ),
    )  # fmt: skip


@require_POST
@needs(incidents.MANAGE)
def close_incident(request: SignedIn, incident_id: int) -> HttpResponse:
    found, lesson = incidents.by_id(request.actor, incident_id), request.POST.get("pelajaran", "")
    return _act(
        request, found, "Insiden ditutup.",
        lambda: acts.close(incident_id=found.pk, lesson=lesson, by=request.actor, at=timezone.now()),
    )  # fmt: skip


@require_GET
@never_cache
@needs(incidents.MANAGE)
def incident_letter(request: SignedIn, incident_id: int, whom: str) -> HttpResponse:
    found = incidents.by_id(request.actor, incident_id)
    if whom not in acts.WHOM:
        raise NotFound("Surat ini tidak ada.")
    office = f"Pengendali data {tree.name(found.region_code)}" if found.region_code else "Pengendali data"
    content = letter(found, whom=whom, office=office, at=timezone.now())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="insiden-{found.pk}-{whom}.pdf"'
    return answer


def _entered(form: IncidentForm) -> acts.Entered:
    told = dict(form.cleaned_data)
    return acts.Entered(data=told.pop("exposed"), **told)


def _hours_left(each: Incident, at: datetime) -> int | None:
    """Until the notices are due; nothing once both are out."""
    if each.people_told_at and each.authority_told_at:
        return None
    return int((each.due_at - at).total_seconds() // 3600)


def _act(request: SignedIn, found: Incident, said: str, act: Callable[[], object]) -> HttpResponse:
    return pressed(
        request, act, said=said, back=reverse("portal:incident", args=[found.pk]),
        refused=lambda refusal: _incident_page(request, found, refusal),
    )  # fmt: skip


def _incident_page(request: SignedIn, found: Incident, refusal: Refused | None = None) -> HttpResponse:
    told = {"incident": found, "hours": _hours_left(found, timezone.now()), "refusal": refusal}
    return render(request, "portal/incident.html", told, status=refusal.status if refusal else 200)
