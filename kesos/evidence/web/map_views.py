"""The map of one kelurahan: page, points, a drawing without scripts, one house."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from kesos.access.web.request import SignedIn
from kesos.evidence.features import MAP
from kesos.evidence.queries import village as villages
from kesos.evidence.queries.house import house
from kesos.evidence.queries.reach import VIEW
from kesos.evidence.queries.village import LACKS, STATES, Narrowed, Village
from kesos.foundation.errors import NotFound
from kesos.foundation.numbers import number_of
from kesos.registry.queries import places, village_map
from kesos.ui.screens import needs

PAGE = 50
INKS = {"active": "#1d6b3a", "suspended": "#8a6100", "waiting": "#6d3f8f", "proposed": "#22427a"}


@require_GET
@never_cache
@needs(VIEW, feature=MAP)
@gzip_page  # its one secret, the form token, is masked anew in each answer, and its length is padded by chance
def one(request: SignedIn) -> HttpResponse:
    choices = places.few_villages(request.actor, VIEW)
    code = request.GET.get("wilayah", "") or (choices[0][0] if choices else "")
    asked = _asked(request)
    found = villages.village(request.actor, code, asked)
    start = number_of(request.GET.get("sesudah", "")) or 0
    chosen = number_of(request.GET.get("keluarga", ""))
    told = {
        "village": found,
        "villages": choices,
        "asked": asked,
        "rows": found.rows[start : start + PAGE],
        "found": len(found.rows),
        "following": start + PAGE if len(found.rows) > start + PAGE else "",
        "before": "",
        "states": [(code, word, found.counts[code]) for code, word in STATES.items()],
        "state_choices": [("", "Semua keadaan"), *STATES.items()],
        "wards": [("", "Semua RW"), *((rw, rw) for rw in found.wards)],
        "lacks": [("", "Semua"), *LACKS.items()],
        "chosen": chosen,
        "card": house(request.actor, chosen, at=timezone.now()) if chosen else None,
    }
    return render(request, "evidence/map.html", told)


@require_GET
@never_cache
@needs(VIEW, feature=MAP)
@gzip_page  # holds no word that came with the request, and no token: nothing to guess by its length
def points(request: SignedIn) -> JsonResponse:
    code = request.GET.get("wilayah", "")
    if request.GET.get("hanya") == "batas":
        if not request.actor.may(VIEW, code):
            raise NotFound("Kelurahan atau desa tidak ditemukan.")
        return JsonResponse(villages.outlines(code))
    found = villages.village(request.actor, code, _asked(request))
    answer = JsonResponse(
        {**villages.outlines(code), **villages.of_points(found)}, json_dumps_params={"separators": (",", ":")}
    )
    return answer


@require_GET
@never_cache
@needs(VIEW, feature=MAP)
def drawn(request: SignedIn) -> HttpResponse:
    """The same points as a picture, for browsers without scripts and for paper."""
    found = villages.village(request.actor, request.GET.get("wilayah", ""), _asked(request))
    outline = village_map.outline(found.region.code)
    if outline is None:
        raise NotFound("Batas kelurahan ini tidak tersedia; pakai daftarnya.")
    told = {"village": found, "outline": outline, "points": _on_paper(found, outline)}
    return render(request, "evidence/village.svg", told, content_type="image/svg+xml")


@require_GET
@never_cache
@needs(VIEW, feature=MAP)
def card(request: SignedIn, family_id: int) -> HttpResponse:
    return render(request, "evidence/_card.html", {"card": house(request.actor, family_id, at=timezone.now())})


def _asked(request: SignedIn) -> Narrowed:
    state, lacks = request.GET.get("keadaan", ""), request.GET.get("kurang", "")
    return Narrowed(state if state in STATES else "", request.GET.get("rw", "")[:3], lacks if lacks in LACKS else "")


def _on_paper(found: Village, outline: village_map.Outline) -> list[Any]:
    placed = [(row, *outline.at(row.longitude, row.latitude)) for row in found.rows if row.longitude and row.latitude]
    return [(*each, INKS.get(each[0].state, "none")) for each in placed if outline.holds(each[1:])]
