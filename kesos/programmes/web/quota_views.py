"""Quotas: the list on screen, paper and as Excel; setting, changing and ending one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.web.request import SignedIn
from kesos.bulk.excel_out import About, Column, Kind, write_xlsx
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.programmes.queries import quotas as queries
from kesos.programmes.services import additional, replace
from kesos.programmes.services import quotas as services
from kesos.programmes.web.catalogue_forms import codes, limit_places, say_no
from kesos.regions.web.place_field import PlaceField
from kesos.ui import excel, paper
from kesos.ui.forms import DatePartsField, offer
from kesos.ui.screens import needs

A_PAGE, IN_A_FILE = 50, 10_000
COLUMNS = [
    Column("Program"), Column("Wilayah"), Column("Kode wilayah"), Column("Tempat", Kind.NUMBER),
    Column("Terisi", Kind.NUMBER), Column("Disimpan bagi pengganti", Kind.NUMBER), Column("Kosong", Kind.NUMBER),
    Column("Berlaku mulai", Kind.DATE), Column("Sampai", Kind.DATE), Column("Dasar", width=48),
]  # fmt: skip


class BasisForm(forms.Form):
    basis = forms.CharField(label="Dasar", max_length=500, help_text="Surat atau keputusan yang menetapkannya.")


class NewForm(BasisForm):
    programme = forms.ChoiceField(label="Program")
    region_code = PlaceField(label="Wilayah", permission=services.SET)
    places = forms.IntegerField(label="Jumlah tempat", min_value=0)
    valid_from = DatePartsField(label="Berlaku mulai", help_text="Hari pertama bulan.")
    valid_to = DatePartsField(label="Sampai", required=False, help_text="Kosong: sampai diakhiri.")
    field_order = ("programme", "region_code", "places", "valid_from", "valid_to", "basis")

    def __init__(self, *args: Any, areas: list[str], **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "programme", codes())
        limit_places(self, "region_code", areas)


class PlacesForm(BasisForm):
    places = forms.IntegerField(label="Jumlah tempat", min_value=0)
    field_order = ("places", "basis")


class EndForm(forms.Form):
    last_day = DatePartsField(label="Hari terakhir", help_text="Tempatnya dilanjutkan kuota periode berikutnya.")


@require_GET
@needs(queries.VIEW)
def quotas(request: SignedIn) -> HttpResponse:
    wanted, after = _wanted(request), number_of(request.GET.get("sesudah", "")) or 0
    found = queries.page(request.actor, wanted, on=timezone.localdate(), after=after, limit=A_PAGE + 1)
    told = {
        "lines": found[:A_PAGE], "following": found[A_PAGE - 1].id if len(found) > A_PAGE else None, "wanted": wanted,
        "programmes": [("", "Semua program"), *codes()], "times": queries.WHEN,
        "may_set": request.actor.holds(services.SET),
    }  # fmt: skip
    return render(request, "programmes/quotas.html", told)


@require_GET
@needs(queries.VIEW)
def on_paper(request: SignedIn) -> HttpResponse:
    at = timezone.now()
    found = queries.page(request.actor, _wanted(request), on=timezone.localdate(at), limit=paper.MOST + 1)
    return paper.printed(
        request, "programmes/quotas_print.html", title="Daftar kuota", back=reverse("programmes:quotas"), found=found,
        by=request.actor.name, at=at,
    )  # fmt: skip


@require_GET
@needs(queries.VIEW)
def as_excel(request: SignedIn) -> HttpResponse:
    """Numbers of places, nobody's data: made at once, without a purpose to be written down."""
    at = timezone.now()
    found = queries.page(request.actor, _wanted(request), on=timezone.localdate(at), limit=IN_A_FILE)
    lines = [
        (e.programme, e.region, e.region_code, e.places, e.held, e.kept, e.free, e.valid_from, e.valid_to, e.basis)
        for e in found
    ]
    about = About(title="Kuota program", made_by=request.actor.name, made_at=at, purpose="Daftar kuota")
    return excel.handed_out(
        f"kuota-{timezone.localdate(at):%Y-%m-%d}",
        lambda target: write_xlsx(target, columns=COLUMNS, rows=lines, about=about),
    )


@require_http_methods(["GET", "POST"])
@never_cache
@needs(services.SET)
def new(request: SignedIn) -> HttpResponse:
    areas = request.actor.areas(services.SET)
    first = {"region_code": areas[0] if len(areas) == 1 else "", "programme": request.GET.get("program", "")}
    form = NewForm(request.POST or None, areas=areas, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.set_quota(**form.cleaned_data, by=request.actor, at=timezone.now())
        except NotFound:
            raise
        except Refused as refused:
            say_no(form, refused)
        else:
            messages.success(request, f"Kuota disimpan: {made.places} tempat, {made.taken} sudah terisi.")
            return redirect("programmes:quota", made.pk)
    return render(request, "programmes/quota_new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@needs(queries.VIEW)
def quota(request: SignedIn, quota_id: int) -> HttpResponse:
    return _page(request, quota_id)


@require_http_methods(["POST"])
@needs(services.SET)
def change(request: SignedIn, quota_id: int) -> HttpResponse:
    return _act(request, quota_id, "places_form", PlacesForm(request.POST), services.change_places, "Kuota diubah.")


@require_http_methods(["POST"])
@needs(services.SET)
def end(request: SignedIn, quota_id: int) -> HttpResponse:
    return _act(request, quota_id, "end_form", EndForm(request.POST), services.end_quota, "Hari terakhir disimpan.")


def _act(request: SignedIn, quota_id: int, name: str, form: forms.Form, service: Any, done: str) -> HttpResponse:
    if form.is_valid():
        try:
            service(quota_id=quota_id, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except (NotAllowed, NotFound):
            raise
        except Refused as refused:
            say_no(form, refused)
        else:
            messages.success(request, done)
            return redirect("programmes:quota", quota_id)
    return _page(request, quota_id, status=422, **{name: form})


def _page(request: SignedIn, quota_id: int, *, status: int = 200, **sent: forms.Form) -> HttpResponse:
    line = queries.one(request.actor, quota_id, on=timezone.localdate())
    fills = request.actor.may(replace.PLAN, line.region_code) and len(line.region_code) >= 4
    more = additional.to_come(area=line.region_code, at=timezone.now()) if fills else {}
    told = {
        "to_fill": more.get(line.programme_code, 0), "line": line,
        "changes": queries.changes(quota_id), "today": timezone.localdate(),
        "may_set": request.actor.may(services.SET, line.region_code),
        "places_form": PlacesForm(initial={"places": line.places}), "end_form": EndForm(), **sent,
    }  # fmt: skip
    return render(request, "programmes/quota.html", told, status=status)


def _wanted(request: SignedIn) -> queries.Wanted:
    when = request.GET.get("masa", "")
    known = {word for word, _ in queries.WHEN}
    return queries.Wanted(
        programme=request.GET.get("program", "")[:16], when=when if when in known else "",
        text=request.GET.get("q", "").strip()[:80],
    )  # fmt: skip
