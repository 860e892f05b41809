"""«Pemberitahuan»: what was told to me, read and unread."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kesos.foundation.numbers import number_of
from kesos.notices import queries, services
from kesos.ui.screens import Asked, signed_in

PAGE = 30


@require_GET
@signed_in
def mine(request: Asked) -> HttpResponse:
    before = request.GET.get("sesudah", "")
    found = queries.latest(
        request.actor,
        limit=PAGE + 1,
        before=number_of(before),
    )
    shown = found[:PAGE]
    return render(
        request,
        "notices/mine.html",
        {
            "notices": shown,
            "after": shown[-1].pk if len(found) > PAGE else None,
            "unread": queries.unread(request.actor),
            "newest": shown[0].pk if shown else 0,
        },
    )


@require_POST
@signed_in
def read(request: Asked) -> HttpResponse:
    up_to = request.POST.get("sampai", "")
    services.mark_read(by=request.actor, at=timezone.now(), up_to=number_of(up_to) or 0)
    return redirect("notices:mine")
