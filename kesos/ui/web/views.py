"""The gallery, the two switches, and the one style sheet and script of all pages."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from kesos.foundation.errors import NotFound
from kesos.ui import samples
from kesos.ui.screens import public
from kesos.ui.sheets import TYPES, sheet
from kesos.ui.switches import ONE_YEAR, SWITCHES


@public
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", samples.everything())


@public
@require_POST
def switch(request: HttpRequest, name: str) -> HttpResponse:
    """Turns a switch over and goes back to the page it was on; needs no script."""
    chosen = SWITCHES.get(name)
    if chosen is None:
        raise NotFound("Sakelar tampilan ini tidak ada.")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.COOKIES.get(chosen.cookie) == chosen.on:
        response.delete_cookie(chosen.cookie, samesite="Lax")
    else:
        response.set_cookie(
            chosen.cookie, chosen.on, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


@public
@require_GET
def appearance(request: HttpRequest, mark: str, kind: str) -> HttpResponse:
    """An old mark still gets today's sheet: a page kept by a proxy must not lose its looks."""
    sent = sheet(kind)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(sent.packed if packed else sent.plain, content_type=TYPES[kind])
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = "public, max-age=31536000, immutable" if mark == sent.mark else "no-cache"
    return response
