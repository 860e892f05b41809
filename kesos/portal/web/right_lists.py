"""What waits of rights in an area, and the consents that were given there."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kesos.access.web.request import SignedIn
from kesos.foundation.numbers import number_of
from kesos.portal.models import Consent, RightRequest
from kesos.portal.queries import rights
from kesos.portal.web.looks import right_line
from kesos.regions.queries import tree
from kesos.registry.queries import places
from kesos.ui.screens import needs

PAGE = 50


@require_GET
@needs(rights.VIEW)
def right_list(request: SignedIn) -> HttpResponse:
    at, kind, place = timezone.now(), request.GET.get("jenis", ""), request.GET.get("wilayah", "")
    found = rights.page(
        request.actor, kind=kind if kind in RightRequest.Kind.values else "",
        only_open=request.GET.get("hanya") == "terbuka",
        place=place if place.isascii() and place.isdigit() and len(place) <= 10 else "",
        after=number_of(request.GET.get("sesudah", "")) or 0, limit=PAGE + 1,
    )  # fmt: skip
    names = tree.names({each.region_code for each in found})
    told = {
        "lines": [right_line(each, names, at) for each in found[:PAGE]],
        "following": found[PAGE - 1].pk if len(found) > PAGE else None,
        "kind": kind,
        "kinds": [("", "Semua"), *RightRequest.Kind.choices],
        "only": request.GET.get("hanya", ""),
        "place": place,
        "places": places.choices(request.actor, rights.VIEW, place),
        "today": timezone.localdate(at),
    }
    return render(request, "portal/rights.html", told)


@require_GET
@needs(rights.CONSENTS)
def consent_list(request: SignedIn) -> HttpResponse:
    purpose = request.GET.get("tujuan", "")
    found = rights.consents(
        request.actor, purpose=purpose if purpose in Consent.Purpose.values else "",
        after=number_of(request.GET.get("sesudah", "")) or 0, limit=PAGE + 1,
    )  # fmt: skip
    names = tree.names({each.region_code for each in found})
    told = {
        "lines": [(each, names.get(each.region_code, each.region_code)) for each in found[:PAGE]],
        "following": found[PAGE - 1].pk if len(found) > PAGE else None,
        "purpose": purpose,
        "purposes": [("", "Semua tujuan"), *Consent.Purpose.choices],
    }
    return render(request, "portal/consents.html", told)
