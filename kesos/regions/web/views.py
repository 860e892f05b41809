"""Regions to browse and search, the picker of forms, and the code lists to read."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kesos.foundation.region_code import LEVELS
from kesos.regions import codelists
from kesos.regions.queries import maps, tree
from kesos.regions.queries.search import search
from kesos.ui.screens import Asked, signed_in

IN_A_LIST, IN_A_PICKER = 50, 12


@require_GET
@signed_in
def browse(request: HttpRequest) -> HttpResponse:
    """The provinces, or what the search found; htmx asks for the rows alone."""
    text = request.GET.get("q", "").strip()
    with_retired = bool(request.GET.get("lama"))
    found = search(text, with_retired=with_retired, limit=IN_A_LIST) if text else []
    provinces = [] if text else tree.children("")
    numbers = tree.numbers_below(province.code for province in provinces)
    rows = {
        "text": text,
        "with_retired": with_retired,
        "found": found,
        "is_cut": len(found) == IN_A_LIST,
        "below": [(province, numbers.get(province.code, 0)) for province in provinces],
    }
    if getattr(request, "htmx", None):
        return render(request, "regions/_results.html", rows)
    return render(request, "regions/browse.html", {**rows, "counts": [] if text else tree.counts_below("")})


@require_GET
@signed_in
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region: where it lies, its map, what lies below, which codes came before and after."""
    here = tree.by_code(code)
    below = tree.children(here.code)
    numbers = tree.numbers_below(child.code for child in below)
    return render(
        request,
        "regions/region.html",
        {
            "region": here,
            "above": tree.lineage(here.code)[:-1],
            "below": [(child, numbers.get(child.code, 0)) for child in below],
            "counts": tree.counts_below(here.code),
            "retired": tree.retired_below(here.code),
            "predecessors": tree.predecessors(here.code),
            "map": maps.map_below(here.code) or maps.map_around(here.code),
        },
    )


@require_GET
@signed_in
def picker(request: Asked) -> HttpResponse:
    """The answer to a searchable select: only regions where the actor holds `izin`, or any permission without it."""
    actor = request.actor
    permission = request.GET.get("izin", "")
    name = request.GET.get("nama", "region_code")
    text = request.GET.get("q") or request.GET.get(f"cari_{name}", "")
    levels = [level for level, _ in enumerate(LEVELS, 1) if str(level) in request.GET.getlist("tingkat")]
    found = search(
        text,
        areas=actor.areas(permission) if permission else actor.all_areas(),
        levels=levels,
        limit=IN_A_PICKER,
    )
    return render(
        request,
        "ui/_picks.html",
        {
            "name": name,
            "picks": [(each.code, each.path, f"{each.kind_label} · {each.dotted}") for each in found],
            "missing": "Tidak ada wilayah yang cocok di dalam wilayah tugas Anda.",
        },
    )


@require_GET
@signed_in
def code_lists(request: HttpRequest) -> HttpResponse:
    return render(request, "regions/code_lists.html", {"lists": codelists.lists()})


@require_GET
@signed_in
def code_list(request: HttpRequest, list_name: str) -> HttpResponse:
    """The list as of a day (`tanggal`, today without it), and what was or will be in force besides."""
    at = _day(request.GET.get("tanggal", "")) or localdate()
    every = codelists.history(list_name)
    return render(
        request,
        "regions/code_list.html",
        {
            "name": codelists.name_of(list_name),
            "at": at,
            "entries": [entry for entry in every if entry.holds(at)],
            "others": [entry for entry in every if not entry.holds(at)],
        },
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
