"""Who needs services in the own areas: the list, on paper, and as a file for a purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed
from kesos.foundation.numbers import number_of
from kesos.foundation.written import month_name
from kesos.jobs import services as jobs
from kesos.jobs.models import JobRun
from kesos.regions import codelists
from kesos.regions.queries import tree
from kesos.registry import job_names as ours
from kesos.registry.queries import places, ppks, ppks_list
from kesos.registry.queries.ppks_list import VIEW, Filters, Mark, Row
from kesos.registry.services.export_ppks import FORMS, TITLE, Wanted, refuse_unless_allowed
from kesos.registry.services.export_terms import EXPORT
from kesos.registry.web import list_files
from kesos.registry.web.people_views import SEARCH, age, is_number
from kesos.ui import paper
from kesos.ui.screens import needs

A_PAGE, MONTHS_BACK = 50, 24
NUMBER = "NIK tidak dicari di sini, karena nomor tidak ditaruh di alamat halaman. Pakai Cari warga."


@dataclass(frozen=True, slots=True)
class Line:
    row: Row
    village: str
    type: str
    age: int | None


@require_GET
@never_cache
@needs(VIEW)
def page(request: SignedIn) -> HttpResponse:
    filters, today, refusal = filters_of(request), timezone.localdate(), ""
    if is_number(request.GET.get("nama", "")):
        refusal = NUMBER
    after = mark_of(request.GET.get("sesudah", "")[:200])
    found = ppks_list.page(request.actor, filters, today=today, after=after, limit=A_PAGE)
    return render(request, "registry/ppks.html", {
        "lines": lines(found.rows, today), "filters": filters, "refusal": refusal,
        "following": f"{found.following[1]}-{found.following[0]}" if found.following else None,
        "types": [("", "Semua jenis"), *shown_types(today)], "months": months(today),
        "places": places.choices(request.actor, VIEW, filters.place), "may_search": request.actor.holds(SEARCH),
        "may_export": request.actor.holds(EXPORT), "can_sort": ppks_list.can_sort(request.actor, filters),
        "narrowed": bool(filters.type or filters.month or filters.text), "at": timezone.now(),
    })  # fmt: skip


@require_GET
@never_cache
@needs(VIEW)
def on_paper(request: SignedIn) -> HttpResponse:
    filters, today = filters_of(request), timezone.localdate()
    found = ppks_list.page(request.actor, filters, today=today, limit=paper.MOST + 1)
    return paper.printed(
        request, "registry/ppks_print.html", title=TITLE, back=reverse("registry:ppks"), said=said(filters),
        found=found.rows, show=lambda rows: lines(rows, today), by=request.actor.name, at=timezone.now(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@never_cache
@needs(EXPORT)
def export(request: SignedIn) -> HttpResponse:
    """The form; a valid one becomes a job, whose page leads to the file."""
    if not request.actor.holds(VIEW):
        raise NotAllowed()
    filters = Filters.of({**filters_of(request).kept(), "text": ""})
    told = said(filters)

    def begin(purpose: str, full_numbers: bool) -> JobRun:
        form, guarded = request.POST.get("bentuk", "xlsx"), request.POST.get("rahasia") == "ya"
        wanted = Wanted(filters.kept(), purpose, full_numbers, form, guarded)
        refuse_unless_allowed(wanted, by=request.actor)
        return jobs.start(
            ours.PPKS, by=request.actor, at=timezone.now(), title=TITLE, region_code=filters.place,
            wanted=wanted.kept(), said=told,
        )  # fmt: skip

    return list_files.ask(
        request, title="Unduh daftar PPKS", back=reverse("registry:ppks"), said=told, numbers="NIK dan No KK",
        begin=begin, forms=FORMS, guarded="Jenis PPKS yang dirahasiakan" if request.actor.holds(ppks.OPEN) else "",
    )  # fmt: skip


def filters_of(request: SignedIn) -> Filters:
    told: Mapping[str, str] = request.GET
    text = told.get("nama", "")
    searched = text if request.actor.holds(SEARCH) and not is_number(text) else ""
    return Filters.of({
        "type": told.get("jenis", ""), "place": told.get("wilayah", ""), "month": told.get("bulan", ""),
        "text": searched, "sort": told.get("urut", ""),
    })  # fmt: skip


def said(filters: Filters) -> list[tuple[str, str]]:
    labels = codelists.labels("ppks_types", timezone.localdate())
    told = [
        ("Wilayah", tree.name(filters.place) if filters.place else ""),
        ("Jenis", labels.get(filters.type, filters.type)),
        ("Berlaku", month_name(date.fromisoformat(f"{filters.month}-01")) if filters.month else "hari ini"),
        ("Pencarian", filters.text),
    ]
    return [(name, value) for name, value in told if value]


def lines(found: list[Row], today: date) -> list[Line]:
    names = tree.names({row.region_code for row in found})
    labels = {entry.code: entry.label for entry in codelists.history("ppks_types")}
    return [
        Line(
            row, names.get(row.region_code, row.region_code), labels.get(row.type, row.type), age(row.birth_date, today)
        )
        for row in found
    ]


def shown_types(today: date) -> list[tuple[str, str]]:
    """Without those that stand in no list."""
    secret = set(ppks.secret())
    return [
        (code, f"{label} ({code})")
        for code, label in codelists.labels("ppks_types", today).items()
        if code not in secret
    ]


def months(today: date) -> list[tuple[str, str]]:
    first, found = today.replace(day=1), [("", "Hari ini")]
    for _ in range(MONTHS_BACK):
        found.append((f"{first:%Y-%m}", month_name(first)))
        first = (first - timedelta(days=1)).replace(day=1)
    return found


def mark_of(text: str) -> Mark | None:
    """As an address carries it: "12-3571031009"; what is no mark begins at the beginning."""
    number, _, key = text.partition("-")
    last = number_of(number)
    return None if last is None else (key, last)
