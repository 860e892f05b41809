"""One family's house: its photos and point, new ones, and the pictures themselves."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from kesos.access.web.request import SignedIn
from kesos.evidence.models import HousePhoto, HousePoint
from kesos.evidence.queries.house import house
from kesos.evidence.queries.reach import RECORD, SEE_PHOTOS, VIEW, family_of, photo
from kesos.evidence.services.locate import locate
from kesos.evidence.services.photograph import photograph
from kesos.evidence.web.forms import told_point
from kesos.files.disk import THUMBNAIL
from kesos.files.file_kinds import JPEG
from kesos.files.web.views import handed_out
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.registry.models import Membership
from kesos.registry.queries import people
from kesos.ui.screens import needs


@require_GET
@needs(RECORD)
def of_person(request: SignedIn) -> HttpResponseRedirect:
    """From a person's page to the house of the family of today."""
    person = people.by_id(request.actor, number_of(request.GET.get("warga", "")) or 0)
    here = Membership.objects.filter(person=person, left_on=None).first()
    if here is None:
        raise NotFound("Warga ini belum tercatat dalam satu keluarga. Catat dahulu keluarganya.")
    return redirect("evidence:house", here.family_id)


@require_GET
@never_cache
@needs(VIEW)
def one(request: SignedIn, family_id: int) -> HttpResponse:
    return _page(request, family_id)


@require_GET
@never_cache
@needs(VIEW)
def panel(request: SignedIn, family_id: int) -> HttpResponse:
    """The part that other pages show of it."""
    told = {"house": house(request.actor, family_id, at=timezone.now())}
    return render(request, "evidence/_panel.html", told)


@require_POST
@needs(RECORD)
def take(request: SignedIn, family_id: int) -> HttpResponse:
    sent = request.FILES.get("foto")
    if sent is None:
        family_of(request.actor, family_id)
        return _page(request, family_id, Refused("Pilih atau ambil fotonya dahulu.", code="file_missing", field="foto"))
    try:
        kept = photograph(
            family_id=family_id, view=request.POST.get("sisi", ""), data=cast(BinaryIO, sent),
            name=sent.name or "rumah", by=request.actor, at=timezone.now(),
        )  # fmt: skip
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, family_id, refusal)
    said = "Foto tersimpan" if kept.created else "Foto ini sudah tersimpan sebelumnya; tidak ada yang berubah"
    messages.success(request, f"{said}: {kept.photo.get_view_display()}.")
    return _back(family_id)


@require_POST
@needs(RECORD)
def place(request: SignedIn, family_id: int) -> HttpResponse:
    try:
        made = locate(family_id=family_id, told=told_point(request.POST), by=request.actor, at=timezone.now())
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, family_id, refusal)
    said = "Titik rumah tersimpan" if made.created else "Titik rumah sudah tercatat begitu; tidak ada yang berubah"
    messages.success(request, f"{said}.")
    return _back(family_id)


@require_safe
@needs(SEE_PHOTOS)
def picture(request: SignedIn, photo_id: int) -> HttpResponseBase:
    found = photo(request.actor, photo_id)
    return handed_out(found.file, "", found.file.media_type)


@require_safe
@needs(SEE_PHOTOS)
def small(request: SignedIn, photo_id: int) -> HttpResponseBase:
    return handed_out(photo(request.actor, photo_id).file, THUMBNAIL, JPEG)


def _back(family_id: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("evidence:house", args=[family_id]))


def _page(request: SignedIn, family_id: int, refusal: Refused | None = None) -> HttpResponse:
    found = house(request.actor, family_id, at=timezone.now(), with_earlier=True)
    told = {
        "house": found,
        "views": HousePhoto.View.choices,
        "reasons": HousePoint.Reason.choices,
        "refusal": refusal,
        "side": request.POST.get("sisi", HousePhoto.View.FRONT),
        "typed": request.POST,
        "no_point": request.POST.get("cara", found.point.how if found.point else "") == HousePoint.How.NONE,
    }
    return render(request, "evidence/house.html", told, status=refusal.status if refusal else 200)
