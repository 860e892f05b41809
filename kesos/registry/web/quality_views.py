"""Mutu data: how current each kelurahan is, and what waits to be mended."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kesos.access import settings_store
from kesos.access.web.request import SignedIn
from kesos.registry.queries import places
from kesos.registry.queries.people import VIEW
from kesos.registry.queries.quality import OLD, per_village
from kesos.ui.screens import needs


@require_GET
@never_cache
@needs(VIEW)
def quality(request: SignedIn) -> HttpResponse:
    at, place = timezone.now(), request.GET.get("wilayah", "")
    days = settings_store.number(OLD, at=at)
    found = per_village(request.actor, place=place, old_after=timedelta(days=days), at=at)
    told = {
        "rows": found or [],
        "choose": found is None,
        "days": days,
        "place": place,
        "places": places.choices(request.actor, VIEW, place),
        "people": sum(each.people for each in found or []),
        "old": sum(each.old for each in found or []),
        "faults": sum(each.open_faults for each in found or []),
    }
    return render(request, "registry/quality.html", told)
