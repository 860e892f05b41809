"""Where the month stands on one page, for the head; six numbers and a map, for the mayor; a reminder to who is late."""

from dataclasses import asdict
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kesos.access.settings_store import least_shown
from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound
from kesos.foundation.written import month_name
from kesos.proposals.models import Period
from kesos.proposals.models.periods import FLOW
from kesos.proposals.queries import city, standing
from kesos.proposals.queries.aid_indicators import AID
from kesos.proposals.queries.recap import measures
from kesos.proposals.services import periods
from kesos.proposals.services.remind import REMIND, remind
from kesos.proposals.web.list_views import month_of
from kesos.proposals.web.looks import look
from kesos.proposals.web.ruler import ruler_for
from kesos.ui.maps import Area, AreaMap
from kesos.ui.screens import needs
from kesos.workflow.machines.labels import labels


@needs(standing.VIEW)
@require_GET
def newest(request: SignedIn) -> HttpResponse:
    """One kab/kota: straight to its newest month; several: the choice."""
    return _choice(request, "proposals:standing", "Bulan ini", city.newest(request.actor))


@needs(standing.VIEW)
@require_GET
def newest_of_city(request: SignedIn) -> HttpResponse:
    found = city.newest(request.actor, whole=True)
    if not found:  # a village has no city of its own
        raise NotFound("Ringkasan kota tersedia bagi yang bertugas untuk seluruh kabupaten/kota.")
    return _choice(request, "proposals:city", "Ringkasan kota", found)


@needs(standing.VIEW)
@require_GET
def month(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    period = period_of(request, region_code, month)
    at = timezone.now()
    today, found = timezone.localdate(at), standing.villages(request.actor, period)
    state = periods.state_of(period.pk)
    told = {
        **heading(period, state),
        "today": today,
        "ruler": ruler_for(period.region_id, today=today, month=period.month),
        "days": standing.days(period),
        "holders": standing.holders(request.actor, period),
        "behind": standing.behind(found, period, today=today),
        "villages": [
            (each, each.state and labels().state("musyawarah", each.state)) for each in found if each.proposed
        ],
        "silent": [each for each in found if not each.proposed],
        "may_remind": request.actor.may(REMIND, period.region_id),
        "totals": city.totals(found),
        "aid": measures(request.actor, period, AID, least=least_shown(at)),
        "whole": request.actor.may(standing.VIEW, period.region_id),
    }
    return render(request, "proposals/standing.html", told)


@needs(REMIND)
@require_POST
def remind_late(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    period = period_of(request, region_code, month)
    villages, new = remind(period=period, by=request.actor, at=timezone.now())
    if new:
        messages.success(request, f"{villages} kelurahan diingatkan lewat {new} pemberitahuan.")
    elif villages:
        messages.info(request, "Hari ini kelurahan yang tertinggal sudah diingatkan, atau belum ada petugasnya.")
    else:
        messages.info(request, "Tidak ada kelurahan yang tertinggal.")
    return HttpResponseRedirect(reverse("proposals:standing", args=[region_code, month]))


@needs(standing.VIEW)
@require_GET
def six_numbers(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    """No number of a kelurahan from one to the smallest shown stands on it, nor on its map."""
    period = period_of(request, region_code, month, whole=True)
    at = timezone.now()
    least = least_shown(at)
    found = standing.villages(request.actor, period)
    places = city.places(found, least=least)
    view = city.PROPOSED if request.GET.get("lihat") == city.PROPOSED else city.PROGRESS
    box, paths, layer = city.shapes(period.region_id)
    legend = city.bands(least) if view == city.PROPOSED else city.STEPS
    areas = [
        Area(
            paths[place.code], place.name, f"usulan: {place.proposed}" if view == city.PROPOSED else place.progress,
            city.band(place, village, least=least) if view == city.PROPOSED else place.step,
        )
        for place, village in zip(places, found, strict=True)
        if place.code in paths
    ]  # fmt: skip
    told = {
        **heading(period, periods.state_of(period.pk)),
        "ruler": ruler_for(period.region_id, today=timezone.localdate(at), month=period.month),
        "totals": asdict(city.totals(found)),
        "aid": measures(request.actor, period, AID, least=least),
        "map": AreaMap(areas, box, legend) if areas else None,
        "layer": layer,
        "view": view,
        "places": places,
        "least": least,
    }
    return render(request, "proposals/city.html", told)


def period_of(request: SignedIn, region_code: str, month: str, *, whole: bool = False) -> Period:
    day: date | None = month_of(month)
    if day is None:
        raise NotFound("Periode tidak ditemukan.")
    return city.period(request.actor, region_code, day, whole=whole)


def heading(period: Period, state: str) -> dict[str, object]:
    return {
        "period": period, "month": month_name(period.month), "month_code": f"{period.month:%Y-%m}",
        "state_label": labels().state(FLOW, state), "look": look(state),
    }  # fmt: skip


def _choice(request: SignedIn, screen: str, title: str, found: list[Period]) -> HttpResponse:
    if len(found) == 1:
        return HttpResponseRedirect(reverse(screen, args=[found[0].region_id, f"{found[0].month:%Y-%m}"]))
    links = [
        (each, month_name(each.month), reverse(screen, args=[each.region_id, f"{each.month:%Y-%m}"])) for each in found
    ]
    return render(request, "proposals/standing_choice.html", {"title": title, "links": links})
