"""The card beside the search box: who has this NIK, where, and what of the four pillars, before a page is opened."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.registry.queries import card as cards
from kesos.registry.queries import people, pillars
from kesos.ui.screens import needs

NOW = ("received", "process", "held")


@require_POST
@never_cache
@needs(people.VIEW)
def card(request: SignedIn) -> HttpResponse:
    """A part of the page, two kilobytes where the whole page has thirty; without scripts the search says it."""
    if not request.headers.get("HX-Request"):
        return redirect("registry:people")
    try:
        found = cards.by_nik(request.actor, request.POST.get("cari", ""))
    except (NotFound, Refused) as none:
        return render(request, "registry/_card.html", {"refusal": none.sentence})
    standing = [
        {"label": pillar.label, "told": pillar.told, "now": [one for one in pillar.services if one.standing in NOW]}
        for pillar in pillars.pillars(found, on=timezone.localdate())
    ]
    return render(request, "registry/_card.html", {"card": found, "standing": standing})
