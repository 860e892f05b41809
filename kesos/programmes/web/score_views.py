"""The weights of the local score, with what they would change; and «bagaimana jika», which changes nothing."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.settings_store import least_shown
from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.programmes.features import SCORE
from kesos.programmes.queries import score, what_if
from kesos.programmes.queries.catalogue import programmes
from kesos.programmes.services import scores
from kesos.programmes.services.preview_weights import preview_weights
from kesos.programmes.web.catalogue_forms import say_no
from kesos.regions.queries import tree
from kesos.ui.forms import DatePartsField, RupiahField, leave_unmarked, offer
from kesos.ui.screens import needs


def weight_field(item: str, *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=score.ITEMS[item], min_value=-100, max_value=100, max_digits=5, decimal_places=2, required=required,
        localize=True, help_text=score.HINTS[item],
    )  # fmt: skip


class WeightsForm(forms.Form):
    valid_from = DatePartsField(label="Berlaku mulai")
    basis = forms.CharField(label="Dasar", max_length=500, help_text="Keputusan yang menetapkan bobot ini.")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields = {**{item: weight_field(item) for item in score.ITEMS}, **self.fields}

    def weights(self) -> dict[str, Decimal]:
        return {item: self.cleaned_data[item] for item in score.ITEMS}


class WhatIfForm(forms.Form):
    """Empty: as it is now."""

    program = forms.ChoiceField(label="Program")
    kota = forms.ChoiceField(label="Kabupaten/kota")
    desil = forms.IntegerField(
        label="Batas desil", min_value=1, max_value=10, required=False,
        help_text="Bila diisi, yang desilnya di atasnya keluar, juga yang sekarang menerima.",
    )  # fmt: skip
    tempat = forms.IntegerField(label="Jumlah tempat", min_value=0, required=False)
    anggaran = RupiahField(label="Anggaran setahun", required=False, help_text="Ganti dari jumlah tempat.")

    def __init__(self, *args: Any, cities: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        on = timezone.localdate()
        waited = [each.programme for each in programmes(on=on) if each.programme.is_proposable]
        offer(self, "program", [(each.code, each.name) for each in waited])
        offer(self, "kota", cities)
        for item in score.ITEMS:
            self.fields[item] = weight_field(item, required=False)
        for field in self.fields.values():
            leave_unmarked(field)

    def asked(self) -> what_if.Asked:
        said = self.cleaned_data
        weights = {item: said[item] for item in score.ITEMS if said[item] is not None}
        return what_if.Asked(said["program"], said["kota"], weights, said["desil"], said["tempat"], said["anggaran"])


@require_http_methods(["GET", "POST"])
@never_cache
@needs(scores.SET, feature=SCORE)
def weights(request: SignedIn) -> HttpResponse:
    """First what would change, then the saving: `langkah` says which button was pressed."""
    at = timezone.now()
    cities = _cities(request, scores.SET, country=True)
    city = request.GET.get("wilayah", cities[0][0] if cities else "")
    request.actor.require(scores.SET, city)
    shown = score.weights(city, on=timezone.localdate(at))
    first = {each.item: each.weight for each in shown} | {"valid_from": timezone.localdate(at)}
    form = WeightsForm(request.POST or None, initial=first)
    effect = None
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {
            "city": city, "weights": form.weights(), "basis": form.cleaned_data["basis"],
            "valid_from": form.cleaned_data["valid_from"], "by": request.actor, "at": at,
        }  # fmt: skip
        try:
            if request.POST.get("langkah") == "simpan":
                changed = scores.set_weights(**said)
                messages.success(request, f"Bobot disimpan. Skor {changed} yang menunggu berubah.")
                return redirect(f"{reverse('programmes:weights')}?wilayah={city}")
            effect = preview_weights(**said)
        except (NotAllowed, NotFound):
            raise
        except Refused as refused:
            say_no(form, refused)
    told = {"form": form, "weights": shown, "city": city, "cities": cities, "effect": effect}
    told["place"] = dict(cities).get(city, city)
    return render(request, "programmes/weights.html", told, status=422 if form.errors else 200)


@require_GET
@needs(what_if.RUN, feature=SCORE)
def what_if_(request: SignedIn) -> HttpResponse:
    """A look, so a GET: its address may be kept and handed on, and nothing is written."""
    cities = _cities(request, what_if.RUN)
    on = timezone.localdate()
    form = WhatIfForm(request.GET if "program" in request.GET else None, cities=cities)
    told: dict[str, Any] = {"form": form, "cities": cities, "items": list(score.ITEMS)}
    if form.is_bound and form.is_valid():
        asked = form.asked()
        try:
            told["standing"] = what_if.standing(request.actor, programme=asked.programme, city=asked.city, on=on)
            told["answer"] = what_if.compare(request.actor, asked, on=on, least=least_shown(timezone.now()))
        except NotFound:
            raise
        except Refused as refused:
            say_no(form, refused)
    told["weights"] = [form[item] for item in score.ITEMS]
    return render(request, "programmes/what_if.html", told, status=422 if form.errors else 200)


def _cities(request: SignedIn, permission: str, *, country: bool = False) -> list[tuple[str, str]]:
    """Kabupaten and cities the actor may choose; of a province or the country, all of those inside."""
    areas = request.actor.areas(permission)
    codes = {area[:4] for area in areas if len(area) == 4}
    for area in [area for area in areas if len(area) < 4]:
        codes |= set(what_if.cities_in(area))
    named = tree.names(codes)
    found = sorted(((code, named.get(code, code)) for code in codes), key=lambda each: each[1])
    return [("", "Seluruh Indonesia"), *found] if country and "" in areas else found
