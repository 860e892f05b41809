"""The catalogue: programmes and their dated rows for everybody; changes with a preview for who keeps it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.programmes.models import Programme
from kesos.programmes.queries import catalogue as queries
from kesos.programmes.queries import pkh
from kesos.programmes.queries.catalogue import KINDS, Kind, kind_of
from kesos.programmes.services import catalogue as services
from kesos.programmes.services.preview import Effect, TooLarge, preview
from kesos.programmes.web.catalogue_forms import form_of, say_no
from kesos.ui.screens import needs, signed_in

OF_ALL = ("pasangan", "komponen", "pekerjaan", "upah")
DECIDERS = [("", "Semua"), *Programme.Decider.choices]


@require_GET
@signed_in
def programmes(request: SignedIn) -> HttpResponse:
    text, decider = request.GET.get("q", "").strip()[:80], request.GET.get("ditetapkan", "")
    found = queries.programmes(on=timezone.localdate(), text=text, decided_by=decider)
    told = {
        "rows": found, "text": text, "decider": decider, "deciders": DECIDERS,
        "others": [KINDS[slug] for slug in OF_ALL], "may_change": request.actor.may(services.MANAGE, ""),
    }  # fmt: skip
    return render(request, "programmes/catalogue.html", told)


@require_GET
@signed_in
def programme(request: SignedIn, code: str) -> HttpResponse:
    today = timezone.localdate()
    shown = queries.programme(code, on=today)
    told = {
        "shown": shown, "terms": queries.terms(code), "beside": queries.beside(code, on=today), "today": today,
        "may_change": request.actor.may(services.MANAGE, ""),
    }  # fmt: skip
    if code == "PKH":
        found = pkh.components(on=today)
        told["components"] = [each for each in found if each.code != pkh.CAP]
        told["cap"] = next((each for each in found if each.code == pkh.CAP), None)
    return render(request, "programmes/programme.html", told)


@require_GET
@signed_in
def rows(request: SignedIn, kind: str) -> HttpResponse:
    of, today = kind_of(kind), timezone.localdate()
    told = {
        "kind": of, "rows": queries.rows(kind, on=today, areas=_here(request)), "today": today,
        "mine": request.actor.areas(services.MANAGE), "may_change": _may_begin(request, of),
    }  # fmt: skip
    return render(request, "programmes/catalogue_rows.html", told)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(services.MANAGE)
def change(request: SignedIn, kind: str) -> HttpResponse:
    """First the effect, then the saving: `langkah` says which button was pressed."""
    of, at = kind_of(kind), timezone.now()
    if not _may_begin(request, of):
        raise NotAllowed("Katalog yang berlaku di seluruh Indonesia diubah oleh administrator seluruh Indonesia.")
    form = form_of(of, request.POST or None, _initial(request, of), request.actor.areas(services.MANAGE))
    effect: Effect | None = None
    too_large = ""
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {
            "kind": kind, "told": form.told(), "basis": form.cleaned_data["basis"],
            "valid_from": form.cleaned_data["valid_from"], "by": request.actor, "at": at,
        }  # fmt: skip
        try:
            if request.POST.get("langkah") == "simpan":
                services.add(**said)
                messages.success(request, f"{of.label} disimpan.")
                return redirect(_back(of, said["told"]))
            effect = preview(**said)
        except TooLarge as large:
            too_large = large.sentence
        except (NotAllowed, NotFound):
            raise
        except Refused as refused:
            say_no(form, refused)
    told = {"kind": of, "form": form, "effect": effect, "too_large": too_large, "back": _back(of, form.initial)}
    return render(request, "programmes/catalogue_change.html", told, status=422 if form.errors else 200)


@require_POST
@needs(services.MANAGE)
def withdraw(request: SignedIn, kind: str, row_id: int) -> HttpResponse:
    services.withdraw(kind=kind, row_id=row_id, by=request.actor, at=timezone.now())
    messages.success(request, "Ketentuan yang akan datang ditarik. Yang sebelumnya berlaku terus.")
    return redirect(
        "programmes:catalogue" if kind == "ketentuan" else reverse("programmes:catalogue_rows", args=[kind])
    )


def _initial(request: SignedIn, kind: Kind) -> dict[str, Any]:
    """What holds today, so that only what changes is typed; or the programme the link came from."""
    code = request.GET.get("program", "")
    if kind.slug == "ketentuan" and code:
        term = queries.programme(code, on=timezone.localdate()).term
        kept = {name: getattr(term, name) for name in kind.said} if term else {}
        return {**kept, "programme_id": code, "is_verified": False}
    if kind.slug == "komponen" and code:
        found = next((each for each in pkh.components(on=timezone.localdate()) if each.code == code), None)
        return {name: getattr(found, name) for name in (*kind.key, *kind.said)} if found else {}
    return {"first": code} if kind.slug == "pasangan" else {}


def _may_begin(request: SignedIn, kind: Kind) -> bool:
    """A minimum wage is set by who keeps its area, the rest by who keeps it for the whole country."""
    actor = request.actor
    return actor.holds(services.MANAGE) if kind.slug == "upah" else actor.may(services.MANAGE, "")


def _here(request: SignedIn) -> list[str]:
    return sorted({area for _, area in request.actor.grants})


def _back(kind: Kind, told: Any) -> str:
    if kind.slug == "ketentuan" and told.get("programme_id"):
        return reverse("programmes:programme", args=[told["programme_id"]])
    return reverse("programmes:catalogue_rows", args=[kind.slug])
