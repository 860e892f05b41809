"""Companions: the tasks between them and the office, and which families they are given."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.foundation.region_code import is_region_code
from kesos.programmes.queries import field_notes as queries
from kesos.programmes.queries.checks import VIEW
from kesos.programmes.queries.field_notes import ASSIGN
from kesos.programmes.services import field_notes as services
from kesos.registry.queries import places
from kesos.ui.screens import needs


@needs(VIEW)
@require_GET
def tasks(request: SignedIn) -> HttpResponse:
    after = number_of(request.GET.get("sesudah", "")) or 0
    found = queries.tasks(request.actor, after=after, limit=queries.A_PAGE + 1)
    following = found[queries.A_PAGE - 1].pk if len(found) > queries.A_PAGE else None
    told = {
        "tasks": [
            (each, each.by_user_id != request.actor.user_id and request.actor.may(services.NOTE, each.region_code))
            for each in found[: queries.A_PAGE]
        ],
        "following": following,
        "may_assign": request.actor.holds(ASSIGN),
    }
    return render(request, "programmes/check_tasks.html", told)


@needs(VIEW)
@require_POST
def answer(request: SignedIn, note_id: int) -> HttpResponse:
    services.answer(note_id=note_id, text=request.POST.get("jawaban", ""), by=request.actor, at=timezone.now())
    messages.success(request, "Jawaban tersimpan.")
    return HttpResponseRedirect(reverse("programmes:check_tasks"))


@needs(ASSIGN)
@require_http_methods(["GET", "POST"])
def assign(request: SignedIn) -> HttpResponse:
    """Who accompanies whom; a whole kelurahan, an RW or an RT is given in one act."""
    at = timezone.now()
    sent = request.POST if request.method == "POST" else request.GET
    village, holder = sent.get("kelurahan", ""), sent.get("pendamping", "")[:40]
    rw, rt = sent.get("rw", "").strip()[:3], sent.get("rt", "").strip()[:3]
    village = village if len(village) == 10 and is_region_code(village) else ""
    areas = places.inside(request.actor, ASSIGN, village)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            told = services.assign(holder=holder, village=village, rw=rw, rt=rt, by=request.actor, at=at)
        except NotFound:
            raise
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, f"{told.families} keluarga diserahkan kepada pendamping.")
            return HttpResponseRedirect(f"{reverse('programmes:check_companions')}?kelurahan={village}")
    shown = {
        "companions": queries.companions(areas, at=at) if areas else [],
        "villages": [one for one in places.choices(request.actor, ASSIGN, village) if len(one.code) == 10],
        "village": village, "rw": rw, "rt": rt, "holder": holder, "refusal": refusal,
        "counted": queries.to_assign(village=village, rw=rw, rt=rt) if village and areas else None,
    }  # fmt: skip
    return render(request, "programmes/check_companions.html", shown, status=refusal.status if refusal else 200)
