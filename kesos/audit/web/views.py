"""The trail as a list, and one event."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from kesos.audit import queries, vocabulary
from kesos.audit.web import filters
from kesos.audit.wording import who, wording
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.ui.screens import needs


class Asked(HttpRequest):
    """A request behind `needs`: there is an actor."""

    actor: Actor
    htmx: bool


@require_GET
@needs(queries.VIEW)
def trail(request: Asked) -> HttpResponse:
    """Search; `lihat=akses` shows only who looked at data or took it out."""
    looking = request.GET.get("lihat") == "akses"
    refusal, page, after = None, queries.Page([]), request.GET.get("sesudah", "")
    try:
        wanted = filters.read(request.GET, at=now())
        read = queries.access_log if looking else queries.search
        page = read(request.actor, wanted, after=after)
    except Refused as refused:
        refusal = refused
    told = {
        "page": page,
        "refusal": refusal,
        "looking": looking,
        "kinds": [("", "Semua jenis"), *vocabulary.labels()],
        "typed": request.GET,
    }
    return render(request, "audit/_rows.html" if request.htmx else "audit/trail.html", told)


@require_GET
@needs(queries.VIEW)
def one(request: Asked, event_id: int) -> HttpResponse:
    event = queries.event(request.actor, event_id)
    told = {"event": event, "sentence": wording(event), "who": who(event), "facts": queries.facts(event)}
    return render(request, "audit/event.html", told)
