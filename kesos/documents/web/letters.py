"""The list of letters, one letter, and what may be done with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.web.request import SignedIn
from kesos.documents.check_code import grouped
from kesos.documents.letters import LETTERS
from kesos.documents.models import Document
from kesos.documents.queries import letters as queries
from kesos.documents.services import ending, reading
from kesos.documents.web.forms import FilterForm, ReasonForm
from kesos.documents.web.requests import ASK
from kesos.documents.web.standing import standing
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import number_of
from kesos.ui.screens import needs


@needs(queries.VIEW)
@require_GET
def letters(request: SignedIn) -> HttpResponse:
    today = timezone.localdate()
    form = FilterForm(request.GET)
    after = request.GET.get("sesudah", "")
    rows, following = queries.page(request.actor, form.filters(), on=today, after=number_of(after))
    shown = [(row, standing(queries.state_on(row, queries.local_day(row, timezone.now())))) for row in rows]
    told = {"form": form, "rows": shown, "following": following, "may_ask": request.actor.holds(ASK)}
    return render(request, "documents/letters.html", told)


@needs(queries.VIEW)
@require_GET
def letter_page(request: SignedIn, letter: UUID) -> HttpResponse:
    return _page(request, queries.one(request.actor, letter), ReasonForm())


@needs(queries.VIEW)
@require_GET
def picture(request: SignedIn, letter: UUID, page: int) -> HttpResponse:
    shown = reading.picture(letter=letter, page=page, by=request.actor, at=timezone.now())
    return _private(HttpResponse(shown, content_type="image/png"))


@needs(queries.VIEW)
@require_GET
def download(request: SignedIn, letter: UUID) -> HttpResponse:
    found, pdf = reading.download(letter=letter, by=request.actor, at=timezone.now())
    return _pdf(pdf, f"surat-{found.number.replace('/', '-')}.pdf")


@needs(queries.VIEW)
@require_GET
def joined(request: SignedIn, batch: UUID) -> HttpResponse:
    return _pdf(reading.join_batch(batch=batch, by=request.actor, at=timezone.now()), f"surat-kumpulan-{batch}.pdf")


@needs(queries.VIEW)
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedIn, letter: UUID) -> HttpResponse:
    """Asks once more, with the reason; without scripts too."""
    found = queries.one(request.actor, letter)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ending.withdraw(
                document_id=found.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error("reason" if refusal.field == "reason" else None, refusal.sentence)
        else:
            messages.success(request, f"Surat {found.number} dicabut. Halaman cek surat sudah menunjukkannya.")
            return HttpResponseRedirect(reverse("documents:letter", args=[letter]))
    return render(request, "documents/withdraw.html", {"letter": found, "form": form})


def _page(request: SignedIn, found: Document, form: ReasonForm) -> HttpResponse:
    state = queries.state_on(found, queries.local_day(found, timezone.now()))
    told = {
        "letter": found,
        "kind": LETTERS[found.kind].label,
        "standing": standing(state),
        "code": grouped(found.check_code),
        "name": found.snapshot["isi"].get("orang", {}).get("nama", ""),
        "signer": found.snapshot["pejabat"],
        "may_withdraw": state == Document.State.ISSUED
        and request.actor.may(LETTERS[found.kind].withdraw, found.region_code),
        "may_print": request.actor.may(queries.PRINT, found.region_code),
        "form": form,
    }
    return render(request, "documents/letter.html", told)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = _private(HttpResponse(content, content_type="application/pdf"))
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
