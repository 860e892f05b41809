"""The editor of letter templates, with its sample beside it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.web.request import SignedIn
from kesos.documents.letters import LETTERS
from kesos.documents.models import DocumentTemplate, Office
from kesos.documents.queries import templates as queries
from kesos.documents.services import templates as services
from kesos.documents.web.forms import DayForm, OfficeChoice, TemplateForm
from kesos.documents.web.variables import VARIABLES
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.ui.screens import needs

KIND = next(iter(LETTERS))


@needs(queries.MANAGE)
@require_http_methods(["GET", "POST"])
def editor(request: SignedIn) -> HttpResponse:
    office = _office(request)
    shown = queries.versions(kind=KIND, office=office).first() or queries.in_force(
        kind=KIND, office=office, on=timezone.localdate()
    )
    form = TemplateForm(request.POST or None, request.FILES or None, shown=shown)
    if request.method == "POST" and form.is_valid():
        try:
            draft = services.save_draft(
                kind=KIND, office=office, values=_values(form), by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, f"Rancangan versi {draft.version} tersimpan. Surat belum berubah.")
            return HttpResponseRedirect(_address(office))
    return render(request, "documents/template.html", _told(request, office, shown, form))


@needs(queries.MANAGE)
@require_GET
def preview(request: SignedIn, template_id: int, form: str) -> HttpResponse:
    office = _office(request) if "kantor" in request.GET else None
    template = queries.template_to_see(request.actor, template_id, office)
    if form not in ("png", "pdf"):
        raise NotFound()
    pages = services.preview(template=template, by=request.actor, at=timezone.now(), as_pdf=form == "pdf")
    number = request.GET.get("halaman", "1")
    wanted = n if (n := number_of(number)) is not None and 1 <= n <= len(pages) else 1
    response = HttpResponse(pages[wanted - 1], content_type="image/png" if form == "png" else "application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response


@needs(queries.MANAGE)
@require_POST
def activate(request: SignedIn, template_id: int) -> HttpResponse:
    return _from_day(request, template_id, services.activate)


@needs(queries.MANAGE)
@require_POST
def revert(request: SignedIn, template_id: int) -> HttpResponse:
    return _from_day(request, template_id, services.revert)


def _from_day(request: SignedIn, template_id: int, act: Any) -> HttpResponse:
    template = queries.template_to_manage(request.actor, template_id)
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Isi tanggal, bulan, dan tahun mulai berlaku.")
        return HttpResponseRedirect(_address(template.office))
    day: date = form.cleaned_data["day"]
    try:
        done = act(template_id=template_id, on=day, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Versi {done.version} berlaku mulai {day:%d-%m-%Y}.")
    return HttpResponseRedirect(_address(template.office))


def _office(request: SignedIn) -> Office | None:
    chosen = number_of(request.GET.get("kantor", ""))
    if chosen is not None:
        return queries.office_to_manage(request.actor, queries.MANAGE, chosen)
    if request.actor.may(queries.MANAGE, ""):
        return None
    office = queries.manageable_offices(request.actor, queries.MANAGE).first()
    if office is None:
        raise NotFound("Belum ada kantor di wilayah Anda. Tambahkan pada halaman Penanda tangan.")
    return office


def _values(form: TemplateForm) -> dict[str, Any]:
    values = {name: value for name, value in form.cleaned_data.items() if name not in ("logo", "font_file")}
    if logo := form.cleaned_data.get("logo"):
        values["logo_key"] = services.keep_logo(content=logo.read(services.LARGEST_LOGO + 1))
    if font := form.cleaned_data.get("font_file"):
        kept = services.keep_font(content=font.read(services.LARGEST_FONT + 1))
        values["font"], values["font_key"] = kept.family, kept.key
    return values


def _told(request: SignedIn, office: Office | None, shown: DocumentTemplate, form: TemplateForm) -> dict[str, Any]:
    offices = list(queries.manageable_offices(request.actor, queries.MANAGE)[:200])
    try:
        seen = queries.template_to_see(request.actor, shown.pk, office)
        services.preview(template=seen, by=request.actor, at=timezone.now(), as_pdf=True)
        fault = ""
    except Refused as refusal:
        fault = refusal.sentence
    return {
        "form": form,
        "office": office,
        "shown": shown,
        "own": shown.office_id == (office.pk if office else None),
        "fault": fault,
        "kind": LETTERS[KIND].label,
        "choice": OfficeChoice(
            offices, default=request.actor.may(queries.MANAGE, ""), chosen=office.pk if office else None
        ),
        "versions": queries.versions(kind=KIND, office=office)[:20],
        "day": DayForm(initial={"day": timezone.localdate()}),
        "variables": VARIABLES,
    }


def _address(office: Office | None) -> str:
    return reverse("documents:template") + (f"?kantor={office.pk}" if office else "")
