"""What waits for another manager, the naming of one, and what the supervisor says to it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.pressed import pressed
from kesos.access.web.request import SignedIn
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import number_of
from kesos.journeys.queries import managers as queries
from kesos.journeys.queries.managers import PROPOSE
from kesos.journeys.services import change_manager
from kesos.programmes.queries.successions import VIEW
from kesos.programmes.web.replacement_views import membership_page
from kesos.ui.screens import needs

A_PAGE = 50
NOBODY = "tidak-ada"


@require_GET
@never_cache
@needs(VIEW)
def managers(request: SignedIn) -> HttpResponse:
    after = number_of(request.GET.get("sesudah", "")) or 0
    text = request.GET.get("q", "").strip()[:80]
    found = queries.awaiting(request.actor, text=text, after=after, limit=A_PAGE + 1)
    told = {"text": text, "lines": found[:A_PAGE], "following": found[A_PAGE - 1].id if len(found) > A_PAGE else None}
    return render(request, "journeys/managers.html", told)


@require_POST
@never_cache
@needs(PROPOSE)
def propose(request: SignedIn, enrolment_id: int) -> HttpResponse:
    sent = request.POST.get("pengurus", "")

    def act() -> None:
        person = number_of(sent)
        if sent != NOBODY and person is None:
            raise Refused("Pilih pengurus barunya.", code="nobody_chosen", field="pengurus")
        change_manager.propose_manager(
            enrolment_id=enrolment_id, person_id=None if sent == NOBODY else person, by=request.actor,
            at=timezone.now(), reason=request.POST.get("alasan", ""),
        )  # fmt: skip

    return pressed(
        request, act, said="Diusulkan. Supervisor memutuskannya; sampai saat itu usulan dapat ditarik.",
        back=_page(enrolment_id), refused=lambda refusal: membership_page(request, enrolment_id, refusal=refusal),
    )  # fmt: skip


@require_POST
@never_cache
@needs(VIEW)
def step(request: SignedIn, enrolment_id: int) -> HttpResponse:
    sent = request.POST

    def act() -> None:
        change_manager.take_step(
            enrolment_id=enrolment_id, action=sent.get("langkah", "")[:60], by=request.actor, at=timezone.now(),
            reason=sent.get("alasan", "").strip()[:1000], seen=number_of(sent.get("dilihat", "")[:9]),
        )  # fmt: skip

    return pressed(
        request, act, said="Langkah disimpan.", back=_page(enrolment_id),
        refused=lambda refusal: membership_page(request, enrolment_id, refusal=refusal),
    )  # fmt: skip


def _page(enrolment_id: int) -> str:
    return reverse("programmes:membership", args=[enrolment_id])
