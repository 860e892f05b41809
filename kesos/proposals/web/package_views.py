"""The papers of a deliberation: printed, made for good, those present entered, signatures confirmed."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.proposals.queries import proposals
from kesos.proposals.services import attendance, package
from kesos.proposals.web.deliberation_views import NOTE, address_of, held_of, page_of
from kesos.proposals.web.package import present_of, typed_of
from kesos.ui.screens import needs

SIGN = "musyawarah.tandatangan"


@needs(proposals.VIEW)
@require_GET
@never_cache
def printed(request: SignedIn, village: str, day: str, paper: str) -> HttpResponse:
    """What was made; before that a draft."""
    held = held_of(request, village, day)
    found = package.printed(deliberation=held, paper=paper, by=request.actor, at=timezone.now())
    response = HttpResponse(found.content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@needs(proposals.VIEW)
@require_POST
def make(request: SignedIn, village: str, day: str, paper: str) -> HttpResponse:
    held = held_of(request, village, day)
    try:
        with transaction.atomic():
            told = package.make(
                deliberation=held, paper=paper, by=request.actor, at=timezone.now(),
                signer_id=number_of(request.POST.get("penanda-tangan", "")), said=request.POST.get("isi", ""),
            )  # fmt: skip
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return page_of(request, held_of(request, village, day), refusal=refusal)
    numbered = f" dengan nomor {told}" if told != package.label(paper) else ""
    messages.success(request, f"{package.label(paper)} dibuat{numbered}. Cetak lewat tombolnya.")
    return HttpResponseRedirect(f"{address_of(held)}#berkas")


@needs(NOTE)
@require_POST
def attend(request: SignedIn, village: str, day: str) -> HttpResponse:
    held = held_of(request, village, day)
    try:
        people = present_of(request.POST)
        with transaction.atomic():
            count = attendance.note_attendance(deliberation=held, people=people, by=request.actor, at=timezone.now())
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return page_of(request, held_of(request, village, day), refusal=refusal, present=typed_of(request.POST))
    messages.success(request, f"Daftar hadir tersimpan: {count} orang.")
    return HttpResponseRedirect(f"{address_of(held)}#hadir")


@needs(SIGN)
@require_POST
def confirm(request: SignedIn, village: str, day: str) -> HttpResponse:
    """The minutes were signed by hand."""
    held = held_of(request, village, day)
    try:
        if request.POST.get("sudah") != "ya":
            raise Refused("Nyatakan dahulu bahwa semua sudah menandatangani.", code="not_said", field="sudah")
        with transaction.atomic():
            count = attendance.note_signatures(deliberation=held, by=request.actor, at=timezone.now())
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return page_of(request, held_of(request, village, day), refusal=refusal)
    messages.success(
        request, f"Tanda tangan {count} orang dicatat. Sekarang berita acara dapat dinyatakan ditandatangani."
    )
    return HttpResponseRedirect(f"{address_of(held)}#langkah")
