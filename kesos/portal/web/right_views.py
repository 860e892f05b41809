"""A correction or an objection: asked for by the citizen or at the counter, and carried on step by step."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.web.pressed import pressed
from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.portal.models import RightRequest
from kesos.portal.queries import rights, terms
from kesos.portal.services import rights as acts
from kesos.portal.web.looks import due_of, state_of
from kesos.portal.web.own_or_counter import both, is_own, ways, whose
from kesos.portal.web.right_forms import FIELDS, CorrectionForm, ObjectionForm
from kesos.regions.queries import tree
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow


def correction(request: SignedIn) -> HttpResponse:
    return _asked(request, CorrectionForm, "Minta koreksi data", "Permintaan koreksi diterima.")


def objection(request: SignedIn) -> HttpResponse:
    person, on = whose(request), timezone.localdate()
    days = terms.term(terms.OBJECT_DAYS, person.region_id, on=on)
    answer = terms.term(terms.ANSWER_DAYS, person.region_id, on=on)
    form = partial(ObjectionForm, stopped=rights.stopped(person.pk))
    return _asked(request, form, "Ajukan keberatan", "Keberatan diajukan.", {"days": days, "answer": answer})


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


_FORM = require_http_methods(["GET", "POST"])
own_correction, counter_correction = both(correction, _FORM)
own_objection, counter_objection = both(objection, _FORM)
own_right, _ = both(right, require_GET)
own_right_step, _ = both(right_step, require_POST)
one_right = needs(rights.VIEW)(require_GET(right))
one_right_step = needs(rights.VIEW)(require_POST(right_step))


def _asked(
    request: SignedIn, kind: Callable[[Any], CorrectionForm | ObjectionForm], title: str, said: str,
    more: dict[str, object] | None = None,
) -> HttpResponse:  # fmt: skip
    person, form = whose(request), kind(request.POST or None)
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
            return redirect(f"portal:{'own_right' if is_own(request) else 'right'}", made.pk)
    told = {"person": person, "form": form, "title": title, "ways": ways(request, person), **(more or {})}
    return render(request, "portal/ask_right.html", told, status=422 if form.errors else 200)


def _right_page(request: SignedIn, found: RightRequest, refusal: Refused | None = None) -> HttpResponse:
    at = timezone.now()
    possible = [
        each for each in workflow.possible(found.case, request.actor, at=at) if each.step.system_may == frozenset()
    ]
    told = {
        "right": found,
        "own": is_own(request),
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
