"""Aid is proposed: which programme, for whom, and what the rules say before anything is written."""

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
from kesos.programmes.models import Programme
from kesos.proposals.models import Period
from kesos.proposals.queries import proposals
from kesos.proposals.services import periods, propose_aid
from kesos.proposals.web.start_views import NO_PERIOD, family_asked
from kesos.registry.models import Family, Membership
from kesos.ui.screens import needs


@needs(propose_aid.SUBMIT)
@require_http_methods(["GET", "POST"])
def start(request: SignedIn) -> HttpResponse:
    """Asked by person (`warga`) or family (`keluarga`), then by programme: first what the rules find."""
    asked = request.POST if request.method == "POST" else request.GET
    family = family_asked(request, asked.get("keluarga", ""), asked.get("warga", ""))
    if family is None:
        return HttpResponseRedirect(reverse("proposals:start"))
    person = _member(family, asked.get("penerima", "") or asked.get("warga", ""))
    programme = asked.get("program", "")[:16]
    period = periods.current(family.region_id, at=timezone.now())
    if request.method == "POST" and programme and period is not None:
        try:
            with transaction.atomic():
                made = propose_aid.propose_aid(
                    family_id=family.pk, person_id=person, programme=programme, period=period, by=request.actor,
                    at=timezone.now(),
                )  # fmt: skip
        except NotFound:
            raise
        except Refused as refusal:
            return _page(request, family, person, programme, period, said=refusal.sentence, status=409)
        messages.success(request, f"Draf usulan {made.number} dibuka. Periksa sekali lagi, lalu ajukan.")
        return HttpResponseRedirect(reverse("proposals:one", args=[made.number]))
    return _page(request, family, person, programme, period)


def _member(family: Family, typed: str) -> int:
    """Who would receive: somebody of the family; where nobody is named, its head."""
    members = list(
        Membership.objects.filter(family=family, left_on=None).order_by("relation").values_list("person_id", flat=True)
    )
    if not members:
        raise NotFound("Keluarga ini belum memiliki anggota. Lengkapi anggotanya dahulu.")
    if not typed:
        return members[0]
    asked = number_of(typed)
    if asked not in members:  # never quietly somebody else
        raise NotFound("Penerima yang dipilih bukan anggota keluarga ini. Pilih lagi dari daftar anggotanya.")
    return asked


def _page(
    request: SignedIn, family: Family, person: int, programme: str, period: Period | None, *, said: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    offered = Programme.objects.filter(is_proposable=True).order_by("position")
    chosen = next((each for each in offered if each.code == programme), None)
    found, why_not = [], said or ("" if period else NO_PERIOD)
    if chosen and period:
        found = propose_aid.findings(
            family_id=family.pk, person_id=person, programme=chosen.code, period=period, at=timezone.now()
        )
        why_not = why_not or propose_aid.why_not(
            family_id=family.pk, person_id=person, programme=chosen.code, period=period, by=request.actor
        )
    known = None
    if period:
        known = proposals.visible_to(request.actor).filter(
            family=family, period=period, programme=chosen.code if chosen else None
        ).first()  # fmt: skip
    members = Membership.objects.select_related("person").filter(family=family, left_on=None).order_by("relation", "pk")
    told = {
        "family": family,
        "members": members,
        "person": person,
        "people": [(each.person_id, each.person.full_name) for each in members],
        "programmes": [("", "Pilih program"), *((each.code, each.name) for each in offered)],
        "programme": chosen,
        "month": month_name(period.month) if period else "",
        "stops": [finding for finding in found if finding.refuses],
        "warnings": [finding for finding in found if not finding.refuses],
        "why_not": why_not,
        "known": known if chosen else None,
    }
    return render(request, "proposals/aid_start.html", told, status=status)
