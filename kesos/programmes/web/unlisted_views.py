"""Who receives outside the integrated data: a list for auditors, on screen and on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kesos.access.web.request import SignedIn
from kesos.foundation.numbers import number_of
from kesos.programmes.queries import unlisted as queries
from kesos.programmes.web.catalogue_forms import codes
from kesos.ui import paper
from kesos.ui.screens import needs

A_PAGE = 50


@require_GET
@needs(queries.VIEW)
def unlisted(request: SignedIn) -> HttpResponse:
    wanted, before = _wanted(request), number_of(request.GET.get("sesudah", "")) or 0
    found = queries.page(request.actor, wanted, on=timezone.localdate(), before=before, limit=A_PAGE + 1)
    told = {
        "lines": found[:A_PAGE], "following": found[A_PAGE - 1].id if len(found) > A_PAGE else None, "wanted": wanted,
        "programmes": [("", "Semua program"), *codes()],
    }  # fmt: skip
    return render(request, "programmes/unlisted.html", told)


@require_GET
@needs(queries.VIEW)
def on_paper(request: SignedIn) -> HttpResponse:
    at = timezone.now()
    found = queries.page(request.actor, _wanted(request), on=timezone.localdate(at), limit=paper.MOST + 1)
    return paper.printed(
        request, "programmes/unlisted_print.html", title="Penerima di luar data terpadu",
        back=reverse("programmes:unlisted"), found=found, by=request.actor.name, at=at, excel=False,
    )  # fmt: skip


def _wanted(request: SignedIn) -> queries.Wanted:
    return queries.Wanted(
        programme=request.GET.get("program", "")[:16], text=request.GET.get("q", "").strip()[:80].replace("\0", "")
    )
