"""The public check of a letter: no login, no name, no NIK."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kesos.access.login.lockout import address_of
from kesos.documents.check_code import grouped, read_code
from kesos.documents.queries.check import NO_CODE
from kesos.documents.services.checking import check_letter
from kesos.documents.web.standing import standing
from kesos.ui.screens import public


@public
@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("kode", "")
    if typed.strip():
        code = read_code(typed)
        return HttpResponseRedirect(reverse("documents:check", args=[grouped(code) if code else NO_CODE]))
    return _unlisted(render(request, "documents/check.html", {"asked": False}))


@public
@require_GET
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Right and wrong codes get the same page with the same status; only its words differ."""
    found = check_letter(typed=code, address=address_of(request) or "", at=timezone.now())
    told = {"asked": True, "found": found, "standing": standing(found.standing) if found else None}
    return _unlisted(render(request, "documents/check.html", told))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
