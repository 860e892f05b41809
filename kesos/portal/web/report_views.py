"""Usul and sanggah as officials work on them: the list, one of them, its steps, its teller behind a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import BinaryIO, cast

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.pressed import pressed
from kesos.access.web.request import SignedIn
from kesos.files.links import signed_link
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.portal.models import Report
from kesos.portal.models.reports import FLOW
from kesos.portal.queries import reports
from kesos.portal.services import handle_report
from kesos.portal.services.open_reporter import OPEN, Opened, open_reporter
from kesos.portal.web.looks import due_of, is_late, report_line, state_of
from kesos.portal.web.report_forms import programmes
from kesos.regions.queries import tree
from kesos.registry.queries import places
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow.machines import flows
from kesos.workflow.machines.labels import labels
from kesos.workflow.models import Case

PAGE, YEAR = 50, timedelta(days=365)
KINDS = [("", "Usul dan sanggah"), *Report.Kind.choices]
ONLY = [
    ("", "Semua"),
    (reports.LATE, "Terlambat"),
    (reports.RAISED, "Lewat hari ke-10"),
    (reports.FOLLOW, "Perlu tindak lanjut"),
]


class FieldForm(forms.Form):
    hasil = forms.CharField(label="Hasil pemeriksaan", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    foto = forms.FileField(
        label="Foto di lapangan", required=False, widget=forms.FileInput(attrs={"accept": "image/*"})
    )


@require_GET
@needs(reports.VIEW)
def report_list(request: SignedIn) -> HttpResponse:
    at, wanted, place = timezone.now(), _wanted(request.GET), request.GET.get("wilayah", "")
    after = number_of(request.GET.get("sesudah", "")) or 0
    found = reports.page(request.actor, wanted, at=at, after=after, limit=PAGE + 1)
    names = tree.names({each.region_code for each in found})
    told = {
        "lines": [report_line(each, names, at) for each in found[:PAGE]],
        "following": found[PAGE - 1].pk if len(found) > PAGE else None,
        "wanted": wanted,
        "kinds": KINDS,
        "only": ONLY,
        "states": [("", "Semua keadaan"), *((s, labels().state(FLOW, s)) for s in flows()[FLOW].states[1:])],
        "place": place,
        "places": places.choices(request.actor, reports.VIEW, place),
        "rate": reports.late_rate(request.actor, since=at - YEAR, at=at),
        "programmes": dict(programmes()),
        "today": timezone.localdate(at),
    }
    return render(request, "portal/reports.html", told)


@require_GET
@never_cache
@needs(reports.VIEW)
def report(request: SignedIn, report_id: int) -> HttpResponse:
    return _page(request, reports.by_id(request.actor, report_id))


@require_POST
@needs(reports.VIEW)
def step(request: SignedIn, report_id: int) -> HttpResponse:
    found = reports.by_id(request.actor, report_id)
    return _act(
        request, found, "Langkah disimpan.",
        lambda: handle_report.take_step(
            report_id=found.pk, action=request.POST.get("langkah", ""), by=request.actor, at=timezone.now(),
            reason=request.POST.get("alasan", ""), surveyor_id=number_of(request.POST.get("petugas", "")),
        ),
    )  # fmt: skip


@require_POST
@needs(handle_report.SURVEY)
def field(request: SignedIn, report_id: int) -> HttpResponse:
    found, form = reports.by_id(request.actor, report_id), FieldForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form=form)
    told = form.cleaned_data
    photo = told["foto"] or None
    return _act(
        request, found, "Hasil lapangan disimpan.",
        lambda: handle_report.note_field(
            report_id=found.pk, result=told["hasil"], by=request.actor, at=timezone.now(),
            photo=cast(BinaryIO, photo) if photo else None, photo_name=photo.name if photo else "",
        ),
    )  # fmt: skip


@require_POST
@needs(reports.FOLLOW_UP)
def follow_up(request: SignedIn, report_id: int) -> HttpResponse:
    found = reports.by_id(request.actor, report_id)
    return _act(
        request, found, "Dicatat sudah ditindaklanjuti.",
        lambda: handle_report.follow_up(report_id=found.pk, by=request.actor, at=timezone.now()),
    )  # fmt: skip


@require_POST
@never_cache
@needs(OPEN)
def reporter(request: SignedIn, report_id: int) -> HttpResponse:
    """The name is shown once, on the answer to this POST, and stands in no address."""
    found = reports.by_id(request.actor, report_id)
    try:
        opened = open_reporter(
            report_id=found.pk, reason=request.POST.get("alasan", ""), by=request.actor, at=timezone.now()
        )
    except NotFound:
        raise
    except Refused as refused:
        return _page(request, found, refusal=refused)
    return _page(request, found, opened=opened)


def _act(request: SignedIn, found: Report, said: str, act: Callable[[], object]) -> HttpResponse:
    return pressed(
        request, act, said=said, back=reverse("portal:report", args=[found.pk]),
        refused=lambda refusal: _page(request, found, refusal=refusal),
    )  # fmt: skip


def _page(
    request: SignedIn, found: Report, *, refusal: Refused | None = None, opened: Opened | None = None,
    form: FieldForm | None = None,
) -> HttpResponse:  # fmt: skip
    at, actor = timezone.now(), request.actor
    asked = workflow.possible(found.case, actor, at=at)
    # whoever is named in the form is the paper this step asks for
    possible = [
        replace(each, why_not="", code="") if (each.step.action, each.code) == ("tugaskan", "paper_missing") else each
        for each in asked
        if each.step.action in handle_report.STEPS
    ]
    mine = found.surveyor_id == actor.user_id and found.state == "DIPERIKSA_LAPANGAN"
    told = {
        "report": found,
        "state": state_of(FLOW, found.state),
        "late": is_late(found, at),
        "due": due_of(found),
        "village": tree.name(found.region_code),
        "programme": dict(programmes()).get(found.programme, found.programme),
        "photo": signed_link(found.photo_key, by=actor),
        "field_photo": signed_link(found.field_photo_key, by=actor) if found.field_photo_key else "",
        "begun": list(Case.objects.filter(pk__in=found.begun).order_by("pk")) if found.begun else [],
        "events": workflow.timeline(found.case)[1:],
        "steps": [each for each in possible if each.code != "not_allowed"],
        "waits_for_others": bool(possible) and all(each.code == "not_allowed" for each in possible),
        "surveyors": handle_report.surveyors(found, at=at) if found.state == "DITERIMA" else [],
        "field_form": (form or FieldForm(initial={"hasil": found.field_result})) if mine else None,
        "may_open": actor.may(OPEN, found.region_code),
        "may_follow": actor.may(reports.FOLLOW_UP, found.region_code) and found.state == "DITERIMA_BENAR",
        "may_see_person": found.person_id is not None and actor.may("person.view", found.region_code),
        "opened": opened,
        "opened_place": tree.name(opened.region_code) if opened and opened.region_code else "",
        "refusal": refusal,
        "today": timezone.localdate(at),
    }
    status = refusal.status if refusal else 422 if form and form.errors else 200
    return render(request, "portal/report.html", told, status=status)


def _wanted(query: QueryDict) -> reports.Filters:
    """A value that makes no sense narrows nothing."""
    kind, state, only, place = (query.get(name, "") for name in ("jenis", "keadaan", "hanya", "wilayah"))
    return reports.Filters(
        kind=kind if kind in Report.Kind.values else "",
        state=state if state in flows()[FLOW].states else "",
        only=only if only in dict(ONLY) else "",
        name=query.get("nama", "").strip()[:80],
        place=place if place.isascii() and place.isdigit() and len(place) <= 10 else "",
    )
