"""«Data saya» and the rights over it: for the own family, and at the counter for who stands there."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.web.pressed import pressed
from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.foundation.written import short_day
from kesos.portal.models import Consent, RightRequest
from kesos.portal.queries import accounts, own_data, rights, terms
from kesos.portal.services import rights as acts
from kesos.portal.services.take_own_data import FORMS, take_own_data
from kesos.portal.web.counter_views import person_of
from kesos.portal.web.looks import due_of, right_line, state_of
from kesos.regions.queries import tree
from kesos.registry.models import Person
from kesos.registry.queries import people, places
from kesos.ui.forms import DatePartsField, offer
from kesos.ui.screens import View, needs
from kesos.workflow import queries as workflow

PAGE = 50
FIELDS = {
    "about": "tentang", "wish": "permintaan", "against": "keputusan", "told_on": "diketahui",
    "enrolment_id": "kepesertaan",
}  # fmt: skip


class CorrectionForm(forms.Form):
    tentang = forms.CharField(label="Data yang keliru", max_length=120, help_text="Misalnya tanggal lahir anak kedua.")
    permintaan = forms.CharField(
        label="Yang benar", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        help_text="Tulis yang seharusnya. Petugas mungkin meminta melihat KTP, KK, atau akta.",
    )  # fmt: skip

    def demand(self) -> acts.Demand:
        return acts.Demand("koreksi_data", self.cleaned_data["permintaan"], self.cleaned_data["tentang"])


class ObjectionForm(forms.Form):
    keputusan = forms.ChoiceField(
        label="Keputusan yang diberatkan", choices=[("", "Pilih keputusan"), *RightRequest.Against.choices]
    )
    kepesertaan = forms.TypedChoiceField(
        label="Bantuan yang dihentikan", required=False, coerce=int, empty_value=None,
        help_text="Bila dikabulkan, bantuan ini diterima lagi.",
    )  # fmt: skip
    tentang = forms.CharField(label="Tentang", max_length=120, help_text="Misalnya program dan bulannya.")
    diketahui = DatePartsField(label="Tanggal keputusan diketahui")
    permintaan = forms.CharField(label="Alasan keberatan", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)

    def __init__(self, *given: Any, stopped: Sequence[tuple[int, str, date]]) -> None:
        super().__init__(*given)
        choices = [(key, f"{name}, sampai {short_day(day)}") for key, name, day in stopped]
        if choices:
            offer(self, "kepesertaan", [("", "Pilih bantuan"), *choices])
        else:
            del self.fields["kepesertaan"]

    def demand(self) -> acts.Demand:
        told = self.cleaned_data
        return acts.Demand(
            "keberatan", told["permintaan"], told["tentang"], against=told["keputusan"], told_on=told["diketahui"],
            enrolment_id=told.get("kepesertaan"),
        )  # fmt: skip


def data_page(request: SignedIn) -> HttpResponse:
    person, at = _person(request), timezone.now()
    proven = _sees_everything(request)
    held = own_data.own_data(request.actor, person.pk, at=at, everything=proven and request.actor.holds(rights.OWN))
    family = accounts.family_of(person.pk)
    told = {
        "person": person,
        "held": held,
        "proven": proven,
        "own": _is_own(request),
        "ways": _ways(request, person),
        "members": _members(family) if _is_own(request) else [],
        "consents": rights.consents_of(person.pk),
        "purposes": Consent.Purpose.choices,
        "asked": [(each, state_of(each.kind, each.state)) for each in rights.of_person(person.pk)],
    }
    return render(request, "portal/data.html", told)


def data_file(request: SignedIn) -> HttpResponse:
    """Everything as a file; at the counter it is printed for the citizen and written into the access log."""
    person, form = _person(request), request.GET.get("bentuk", "pdf")
    if form not in FORMS:
        raise NotFound("Bentuk berkas ini tidak ada. Pilih PDF atau JSON.")
    if not _sees_everything(request):
        raise NotAllowed("Tunjukkan KTP satu kali di kelurahan, lalu seluruh data dapat diunduh.")
    content = take_own_data(
        person_id=person.pk, form=form, by=request.actor, at=timezone.now(), at_counter=not _is_own(request)
    )
    answer = HttpResponse(content, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="data-saya.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def correction(request: SignedIn) -> HttpResponse:
    return _asked(request, CorrectionForm, "Minta koreksi data", "Permintaan koreksi diterima.")


def objection(request: SignedIn) -> HttpResponse:
    person, on = _person(request), timezone.localdate()
    days = terms.term(terms.OBJECT_DAYS, person.region_id, on=on)
    answer = terms.term(terms.ANSWER_DAYS, person.region_id, on=on)
    form = partial(ObjectionForm, stopped=rights.stopped(person.pk))
    return _asked(request, form, "Ajukan keberatan", "Keberatan diajukan.", {"days": days, "answer": answer})


def consent(request: SignedIn) -> HttpResponse:
    """Give one, or withdraw it: what is withdrawn is acted on within three days."""
    person, at = _person(request), timezone.now()
    try:
        if (given := number_of(request.POST.get("tarik", ""))) is not None:
            demand = acts.Demand("cabut_persetujuan", request.POST.get("alasan", ""), consent_id=given)
            acts.ask(demand=demand, person_id=person.pk, by=request.actor, at=at)
            messages.success(request, "Persetujuan ditarik. Kelurahan menindaknya dalam 3 × 24 jam.")
        else:
            acts.give_consent(
                person_id=person.pk, purpose=request.POST.get("tujuan", ""), given_for=request.POST.get("wali", ""),
                by=request.actor, at=at,
            )  # fmt: skip
            messages.success(request, "Persetujuan dicatat.")
    except NotFound:
        raise
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(_ways(request, person)["data"])


def right(request: SignedIn, request_id: int) -> HttpResponse:
    return _right_page(request, rights.by_id(request.actor, request_id))


def right_step(request: SignedIn, request_id: int) -> HttpResponse:
    found = rights.by_id(request.actor, request_id)
    return pressed(
        request,
        lambda: acts.take_step(
            request_id=found.pk, action=request.POST.get("langkah", ""), by=request.actor, at=timezone.now(),
            reason=request.POST.get("alasan", ""),
        ),
        said="Langkah disimpan.", back=request.path.removesuffix("langkah/"),
        refused=lambda refusal: _right_page(request, found, refusal),
    )  # fmt: skip


@require_GET
@needs(rights.VIEW)
def right_list(request: SignedIn) -> HttpResponse:
    at, kind, place = timezone.now(), request.GET.get("jenis", ""), request.GET.get("wilayah", "")
    found = rights.page(
        request.actor, kind=kind if kind in RightRequest.Kind.values else "",
        only_open=request.GET.get("hanya") == "terbuka",
        place=place if place.isascii() and place.isdigit() and len(place) <= 10 else "",
        after=number_of(request.GET.get("sesudah", "")) or 0, limit=PAGE + 1,
    )  # fmt: skip
    names = tree.names({each.region_code for each in found})
    told = {
        "lines": [right_line(each, names, at) for each in found[:PAGE]],
        "following": found[PAGE - 1].pk if len(found) > PAGE else None,
        "kind": kind,
        "kinds": [("", "Semua"), *RightRequest.Kind.choices],
        "only": request.GET.get("hanya", ""),
        "place": place,
        "places": places.choices(request.actor, rights.VIEW, place),
        "today": timezone.localdate(at),
    }
    return render(request, "portal/rights.html", told)


@require_GET
@needs(rights.CONSENTS)
def consent_list(request: SignedIn) -> HttpResponse:
    purpose = request.GET.get("tujuan", "")
    found = rights.consents(
        request.actor, purpose=purpose if purpose in Consent.Purpose.values else "",
        after=number_of(request.GET.get("sesudah", "")) or 0, limit=PAGE + 1,
    )  # fmt: skip
    names = tree.names({each.region_code for each in found})
    told = {
        "lines": [(each, names.get(each.region_code, each.region_code)) for each in found[:PAGE]],
        "following": found[PAGE - 1].pk if len(found) > PAGE else None,
        "purpose": purpose,
        "purposes": [("", "Semua tujuan"), *Consent.Purpose.choices],
    }
    return render(request, "portal/consents.html", told)


def _both(view: Callable[..., HttpResponse], *decorators: Callable[[Any], Any]) -> tuple[View, View]:
    """The page for the own family and the same at the counter, each with its permission."""
    around: list[Callable[[Any], Any]] = [never_cache, *decorators]
    for decorate in around:
        view = decorate(view)
    return needs(rights.OWN)(view), needs(rights.TAKE)(view)


_FORM = require_http_methods(["GET", "POST"])
own_data_page, counter_data_page = _both(data_page, require_GET)
own_data_file, counter_data_file = _both(data_file, require_GET)
own_correction, counter_correction = _both(correction, _FORM)
own_objection, counter_objection = _both(objection, _FORM)
own_consent, counter_consent = _both(consent, require_POST)
own_right, _ = _both(right, require_GET)
own_right_step, _ = _both(right_step, require_POST)
one_right = needs(rights.VIEW)(require_GET(right))
one_right_step = needs(rights.VIEW)(require_POST(right_step))


def _is_own(request: SignedIn) -> bool:
    return request.path.startswith("/saya/")


def _person(request: SignedIn) -> Person:
    """Oneself, or the member of the own family the address names; at the counter who is named. Raises NotFound."""
    if not _is_own(request):
        return person_of(request, rights.TAKE)
    named = number_of(request.GET.get("warga", ""))
    person = people.by_id(request.actor, named) if named is not None else accounts.citizen(request.actor)
    if accounts.family_of(person.pk) not in request.actor.families:
        raise NotFound("Warga tidak ditemukan.")
    return person


def _sees_everything(request: SignedIn) -> bool:
    return not _is_own(request) or accounts.own_account(request.actor).proven_at is not None


def _ways(request: SignedIn, person: Person) -> dict[str, str]:
    side = "own" if _is_own(request) else "counter"
    names = {"data": "data", "file": "data_file", "correct": "correct", "object": "object", "consent": "consent"}
    return {key: f"{reverse(f'portal:{side}_{name}')}?warga={person.pk}" for key, name in names.items()}


def _members(family_id: int | None) -> list[Person]:
    found = Person.objects.filter(memberships__family_id=family_id or 0, memberships__left_on=None)
    return list(found.order_by("memberships__relation", "birth_date"))


def _asked(
    request: SignedIn, kind: Callable[[Any], CorrectionForm | ObjectionForm], title: str, said: str,
    more: dict[str, object] | None = None,
) -> HttpResponse:  # fmt: skip
    person, form = _person(request), kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.ask(demand=form.demand(), person_id=person.pk, by=request.actor, at=timezone.now())
        except NotFound:
            raise
        except Refused as refused:
            name = FIELDS.get(refused.field or "", "")
            form.add_error(name if name in form.fields else None, refused.sentence)
        else:
            messages.success(request, f"{said} Nomor {made.pk}.")
            return redirect(f"portal:{'own_right' if _is_own(request) else 'right'}", made.pk)
    told = {"person": person, "form": form, "title": title, "ways": _ways(request, person), **(more or {})}
    return render(request, "portal/ask_right.html", told, status=422 if form.errors else 200)


def _right_page(request: SignedIn, found: RightRequest, refusal: Refused | None = None) -> HttpResponse:
    at = timezone.now()
    possible = [
        each for each in workflow.possible(found.case, request.actor, at=at) if each.step.system_may == frozenset()
    ]
    told = {
        "right": found,
        "own": _is_own(request),
        "state": state_of(found.kind, found.state),
        "village": tree.name(found.region_code),
        "steps": [each for each in possible if each.code != "not_allowed"],
        "step_url": f"{request.path.removesuffix('langkah/')}langkah/",
        "late": found.due_at is not None and found.due_at <= (found.ended_at or at),
        "due": due_of(found),
        "refusal": refusal,
        "today": timezone.localdate(at),
    }
    return render(request, "portal/right.html", told, status=refusal.status if refusal else 200)
