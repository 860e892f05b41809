"""Fitur wilayah: what a kab/kota has switched off, and who would lose what."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kesos.access.models import FeatureOff
from kesos.access.queries import features as queries
from kesos.access.services import features as services
from kesos.access.services.limits import MANAGE
from kesos.access.web import forms
from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, Refused
from kesos.regions.queries import tree
from kesos.ui.features import Feature
from kesos.ui.screens import needs

OFF, SAVE = "mati", "simpan"


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def page(request: SignedIn) -> HttpResponse:
    """First who would lose what, then the saving: `langkah` says which button was pressed."""
    at = timezone.now()
    form = forms.FeatureForm(request.POST or None, initial={"region_code": _own_city(request)})
    losses: list[queries.Loss] | None = None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        request.actor.require(MANAGE, told["region_code"])
        if request.POST.get("langkah") != SAVE:
            losses = queries.losses(told["feature"], told["region_code"], at=at)
        elif _saved(request, form, at):
            return redirect("access:features")
    shown = {
        "rows": _rows(request, at),
        "form": form,
        "losses": losses,
        "turns_off": form.data.get("switch") == OFF,
    }
    return render(request, "access/features.html", shown, status=422 if form.errors else 200)


def _rows(request: SignedIn, at: datetime) -> list[tuple[Feature, list[tuple[FeatureOff, str]]]]:
    found = queries.rows(request.actor, MANAGE, at=at)
    return [(row.feature, [(each, tree.name(each.region_code)) for each in row.off]) for row in found]


def _own_city(request: SignedIn) -> str:
    area = request.actor.areas(MANAGE)[0]
    return area if len(area) == services.A_CITY else ""


def _saved(request: SignedIn, form: forms.FeatureForm, at: datetime) -> bool:
    told = form.cleaned_data
    which = {"feature": told["feature"], "region_code": told["region_code"], "reason": told["reason"]}
    day = told["valid_from"]
    try:
        if told["switch"] == OFF:
            services.switch_off(**which, valid_from=forms.start_of(day) if day else at, by=request.actor, at=at)
            messages.success(request, "Fitur dimatikan. Data yang sudah ada tetap tersimpan.")
        else:
            services.switch_on(**which, by=request.actor, at=at)
            messages.success(request, "Fitur dinyalakan.")
    except NotAllowed:
        raise
    except Refused as refused:
        forms.say_no(form, refused)
        return False
    return True
