"""Events pushed by the registry: signed, kept, answered; carried on by a worker."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kesos.foundation.errors import Refused
from kesos.interop.population import signing
from kesos.interop.population.events import events_of
from kesos.interop.population.messages import Garbled, read_json
from kesos.jobs import queue
from kesos.journeys.job_names import APPLY
from kesos.journeys.models import Event
from kesos.journeys.services import receive as receiving
from kesos.ui.screens import public

LARGEST = 2 * 2**20  # of a thousand events the third; Django itself reads no more than two and a half


@csrf_exempt  # another machine; the signature stands for the form's token
@require_POST
@public
def receive(request: HttpRequest) -> HttpResponse:
    """The whole message or nothing: one signature stands for all of it."""
    at = timezone.now()
    try:
        if int(request.headers.get("Content-Length") or 0) > LARGEST:
            raise Refused("Kiriman terlalu besar. Bagi menjadi beberapa kiriman.", code="too_large")
        body = request.body
        signing.check(
            body, moment=request.headers.get(signing.MOMENT, ""), signature=request.headers.get(signing.SIGNATURE, ""),
            key=settings.POPULATION_EVENTS_KEY, at=at,
        )  # fmt: skip
        taken = receiving.take_in(_events(body), origin=Event.Origin.PUSH, at=at)
    except Refused as refused:
        return JsonResponse({"code": refused.code, "pesan": refused.sentence}, status=refused.status)
    queue.put(APPLY, queue="default", only_one=APPLY)
    return JsonResponse({"diterima": taken.new, "sudah_diketahui": taken.known})


def _events(body: bytes) -> Any:
    try:
        return events_of(read_json(body)["peristiwa"])
    except (Garbled, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Refused("Isi kiriman tidak dapat dibaca. Tidak ada yang diterima.", code="unreadable") from fault
