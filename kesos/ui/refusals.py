"""An expected no becomes a page, or a partial for htmx, with its sentence and the right status."""

import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from kesos.foundation.errors import NotFound, Refused

logger = logging.getLogger("kesos.galat")
NO_FORM = "Halaman ini tidak menerima kiriman. Muat ulang halamannya, lalu kirim lagi dari formulirnya."


class RefusalMiddleware:
    """Nothing else catches what a screen refuses; anything but a refusal gets a number a person can quote."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        wrong_method = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content
        if not wrong_method or request.path.startswith("/api/"):
            return response
        if request.method in ("GET", "HEAD"):
            return redirect(page_above(request.path))
        told = say(request, "ui/refused.html", response.status_code, sentence=NO_FORM)
        told["Allow"] = response["Allow"]
        return told

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refused(request, exception)
        number = error_number(request)
        logger.error("Galat %s pada %s %s", number, request.method, request.path)
        return None


def page_above(path: str) -> str:
    """Whoever reloads the address a form was sent to comes to its page, which stands above it."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return path


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    page = "404.html" if isinstance(refusal, NotFound) else "ui/refused.html"
    if refusal.status == 429:
        page = "429.html"
    return say(request, page, refusal.status, sentence=refusal.sentence, code=refusal.code)


def say(request: HttpRequest, page: str, status: int, *, sentence: str = "", **more: str) -> HttpResponse:
    """A page of its own; for htmx only an alert, put where messages stand, whatever the target was."""
    if getattr(request, "htmx", False):
        response = render(request, "ui/_refused.html", {"sentence": sentence, **more}, status=status)
        response["HX-Retarget"] = "#pesan"
        response["HX-Reswap"] = "innerHTML show:top"
        return response
    told = {"sentence": sentence, "status": status, "back": came_from(request), **more}
    return render(request, page, told, status=status)


def came_from(request: HttpRequest) -> str:
    """The page before, if it is ours and another one than this."""
    before = request.headers.get("Referer", "")
    try:
        request.get_host()
    except DisallowedHost:  # this very page may be the answer to it
        return ""
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if ours and before != request.build_absolute_uri() else ""


def error_number(request: HttpRequest) -> str:
    """Eight letters and digits, the same for one request, found again in the log."""
    number = getattr(request, "error_number", "")
    if not number:
        letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
        number = "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(2))
        request.error_number = number  # type: ignore[attr-defined]
    return number
