"""At the counter: an usul or a sanggah taken for the citizen who stands there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound
from kesos.foundation.numbers import number_of
from kesos.portal.models import Report
from kesos.portal.queries.recipients import recipients
from kesos.portal.services.report import TAKE, Told, take_at_counter
from kesos.portal.web import telling
from kesos.registry.models import Person
from kesos.registry.queries import people
from kesos.ui.screens import needs


@require_http_methods(["GET", "POST"])
@never_cache
@needs(TAKE)
def take_usul(request: SignedIn) -> HttpResponse:
    person = person_of(request, TAKE)
    return telling.usul(
        request, page="portal/take.html", told={"person": person}, tell=_take(request, person), then=_done(request)
    )


@require_http_methods(["GET", "POST"])
@never_cache
@needs(TAKE)
def take_sanggah(request: SignedIn) -> HttpResponse:
    person = person_of(request, TAKE)
    return telling.sanggah(
        request, page="portal/take.html", told={"person": person},
        find=lambda name: recipients(person.region_id, name, by=request.actor, masked=False),
        tell=_take(request, person), then=_done(request),
    )  # fmt: skip


def person_of(request: SignedIn, permission: str) -> Person:
    """The citizen the official has before them. Raises NotFound also out of the official's area."""
    number = number_of(request.GET.get("warga", ""))
    if number is None:
        raise NotFound("Warga tidak ditemukan. Mulailah dari halaman warga.")
    person = people.by_id(request.actor, number)
    request.actor.require(permission, person.region_id)
    return person


def _take(request: SignedIn, person: Person) -> telling.Tell:
    def act(told: Told) -> Report:
        return take_at_counter(told=told, person_id=person.pk, by=request.actor, at=timezone.now())

    return act


def _done(request: SignedIn) -> telling.Go:
    def go(report: Report) -> HttpResponse:
        messages.success(request, f"Laporan nomor {report.pk} dicatat. Berikan nomor ini kepada warga.")
        return redirect("portal:report", report.pk)

    return go
