"""A family is proposed: from a person or a family, with the reason where it cannot be."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.foundation.written import month_name
from kesos.proposals.models import Period
from kesos.proposals.queries import proposals
from kesos.proposals.services import periods, propose
from kesos.registry.models import Family, Membership
from kesos.registry.queries import near, people
from kesos.registry.services.register_family import REGISTER
from kesos.ui.screens import needs

NO_PERIOD = "Belum ada periode yang dibuka untuk wilayah ini. Tunggu sampai Dinas Sosial membuka bulan berikutnya."


@needs(propose.SUBMIT)
@require_http_methods(["GET", "POST"])
def start(request: SignedIn) -> HttpResponse:
    """Asked by person (`warga`), by family (`keluarga`) or by a number or name typed here."""
    asked = request.POST if request.method == "POST" else request.GET
    family = family_asked(request, asked.get("keluarga", ""), asked.get("warga", ""))
    if family is None:
        return _search(request)
    at = timezone.now()
    period = periods.current(family.region_id, at=at)
    if request.method == "POST" and period is not None:
        try:
            with transaction.atomic():
                made = propose.propose(
                    family_id=family.pk, period=period, to_correct=request.POST.get("perbaikan", ""),
                    by=request.actor, at=at,
                )  # fmt: skip
        except NotFound:
            raise
        except propose.CorrectionMissing as refusal:
            return _confirm(request, family, period, "", missing=refusal.sentence)
        except Refused as refusal:
            if known := proposals.of_family(request.actor, family.pk, period_id=period.pk):
                messages.info(request, refusal.sentence)
                return HttpResponseRedirect(reverse("proposals:one", args=[known.number]))
            return _confirm(request, family, period, refusal.sentence)
        messages.success(request, f"Draf usulan {made.number} dibuka. Lengkapi berkasnya, lalu ajukan.")
        return HttpResponseRedirect(reverse("proposals:one", args=[made.number]))
    why_not = propose.why_not(family_id=family.pk, period=period, by=request.actor) if period else NO_PERIOD
    return _confirm(request, family, period, why_not)


def family_asked(request: SignedIn, family: str, person: str) -> Family | None:
    """The family that is meant, if the actor sees somebody of it. Raises NotFound out of reach."""
    if (number := number_of(person)) is not None:
        known = people.by_id(request.actor, number)
        member = Membership.objects.filter(person=known, left_on=None).first()
        if member is None:
            raise NotFound("Warga ini belum tercatat dalam keluarga. Lengkapi kartu keluarganya dahulu.")
        family = str(member.family_id)
    if (number := number_of(family)) is None:
        return None
    found = Family.objects.select_related("region").filter(pk=number).first()
    if found is None or not request.actor.may(people.VIEW, found.region_id):
        raise NotFound("Keluarga tidak ditemukan.")
    return found


def _search(request: SignedIn) -> HttpResponse:
    """Without scripts and without knowing any id: by NIK, No KK or name."""
    text = request.GET.get("cari", "").strip()[:80]
    said, tolerant = "", False
    found: list[people.PersonRow] = []
    alike: list[near.Near] = []
    if text:
        try:
            found, tolerant = people.search(request.actor, text=text, limit=20)
        except Refused as refusal:
            said = refusal.sentence
        alike = [] if found else near.near_number(request.actor, text)
    told = {
        "text": text,
        "found": found,
        "tolerant": tolerant,
        "said": said,
        "near": alike,
        "may_register": request.actor.holds(REGISTER),
    }
    return render(request, "proposals/start_search.html", told)


def _confirm(
    request: SignedIn, family: Family, period: Period | None, why_not: str, *, missing: str = ""
) -> HttpResponse:
    known = proposals.of_family(request.actor, family.pk, period_id=period.pk) if period else None
    told = {
        "family": family,
        "month": month_name(period.month) if period else "",
        "why_not": why_not,
        "listed": propose.is_listed(family.pk),
        "missing": missing,
        "typed": request.POST.get("perbaikan", ""),
        "known": known,
        "members": Membership.objects.select_related("person").filter(family=family, left_on=None).order_by("relation"),
    }
    return render(
        request, "proposals/start.html", told, status=409 if (why_not or missing) and request.method == "POST" else 200
    )
