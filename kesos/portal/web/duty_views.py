"""The office's duties of UU 27/2022: incidents with their clock, retention, the register of processing, terms."""

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
from kesos.files.retained import months, retained
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.portal.models import Forgotten, Incident, RetentionRun
from kesos.portal.queries import incidents, terms
from kesos.portal.queries.processing import CLASSES, register
from kesos.portal.services import incidents as acts
from kesos.portal.services import retention
from kesos.portal.services import terms as setting
from kesos.portal.services.export_processing import EXPORT, FORMS, export_processing
from kesos.portal.services.incident_letters import letter
from kesos.regions.queries import tree
from kesos.ui.forms import DatePartsField
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


class TermForm(forms.Form):
    key = forms.ChoiceField(label="Ketentuan", choices=[(key, kind.label) for key, kind in terms.KINDS.items()])
    value = forms.IntegerField(label="Nilai", min_value=0, help_text="Untuk pilihan: 1 berarti ya, 0 berarti tidak.")
    valid_from = DatePartsField(label="Mulai berlaku")
    basis = forms.CharField(label="Dasar", max_length=300, help_text="Nomor peraturan atau keputusan.")
    is_verified = forms.BooleanField(label="Sudah dicocokkan dengan naskah aslinya", required=False)


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


@require_http_methods(["GET", "POST"])
@needs(retention.MANAGE)
def retention_page(request: SignedIn) -> HttpResponse:
    at, by = timezone.now(), request.actor
    refusal: Refused | None = None
    name = request.POST.get("kelas", "")
    try:
        if request.method == "POST" and (preview := number_of(request.POST.get("pratinjau", ""))) is not None:
            done = retention.forget(name=name, preview_id=preview, by=by, at=at)
            messages.success(request, f"{done.forgotten} dianonimkan.")
        elif request.method == "POST":
            retention.look(name=name, by=by, at=at)
    except NotFound:
        raise
    except Refused as refused:
        refusal = refused
    today = timezone.localdate(at)
    told = {
        "classes": [
            (
                each,
                months(each.retention_class, on=today),
                RetentionRun.objects.filter(retention_class=each.name).order_by("-pk").first(),
            )
            for each in retained()
        ],
        "may_run": by.may(retention.MANAGE, ""),
        "forgotten": Forgotten.objects.order_by("-month", "region_code")[:50],
        "refusal": refusal,
        "today": today,
    }
    return render(request, "portal/retention.html", told, status=refusal.status if refusal else 200)


@require_GET
@needs(EXPORT)
def processing(request: SignedIn) -> HttpResponse:
    lines = list(register())
    tables: dict[tuple[str, str, str], dict[str, int]] = {}
    for line in lines:
        counts = tables.setdefault((line.part, line.table, line.meaning), dict.fromkeys(CLASSES.values(), 0))
        counts[line.classed] += 1
    return render(request, "portal/processing.html", {"tables": list(tables.items()), "fields": len(lines)})


@require_GET
@never_cache
@needs(EXPORT)
def processing_file(request: SignedIn) -> HttpResponse:
    form = request.GET.get("bentuk", "xlsx")
    content = export_processing(form=form, by=request.actor, at=timezone.now())
    answer = HttpResponse(content, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="pemrosesan-data.{form}"'
    return answer


@require_http_methods(["GET", "POST"])
@needs(setting.MANAGE)
def term_page(request: SignedIn) -> HttpResponse:
    """The terms as they hold in the administrator's own place, and a new one from a day on."""
    region = request.actor.areas(setting.MANAGE)[0]
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            setting.set_term(region_code=region, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            messages.success(request, "Ketentuan disimpan.")
            return redirect("portal:terms")
    told = {
        "form": form,
        "terms": terms.listed(region, on=timezone.localdate()),
        "place": tree.name(region) if region else "Indonesia",
    }
    return render(request, "portal/terms.html", told, status=422 if form.errors else 200)


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
