"""Ketentuan: the dated limits, and a form for who may change them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kesos.access.queries import limits as queries
from kesos.access.services.limits import MANAGE, set_limit
from kesos.access.web import forms
from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, Refused
from kesos.ui.screens import needs


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def limits(request: SignedIn) -> HttpResponse:
    at = timezone.now()
    form = forms.LimitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["valid_from"]
        try:
            set_limit(
                key=form.cleaned_data["key"], value=form.cleaned_data["value"],
                valid_from=forms.start_of(day) if day else at, by=request.actor, at=at,
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refused as refused:
            forms.say_no(form, refused)
        else:
            messages.success(request, "Ketentuan disimpan.")
            return redirect("access:limits")
    told = {"rows": queries.rows(at=at), "form": form, "may_change": request.actor.may(MANAGE, "")}
    return render(request, "access/limits.html", told, status=422 if form.errors else 200)
