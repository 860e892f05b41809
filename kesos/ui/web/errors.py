"""Pages for what Django itself turns away: 400, 403, 404, 413, 500; and 503 while the database is away."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from kesos.ui import away
from kesos.ui.refusals import error_number, say

NOT_READ = "Permintaan tidak dapat dibaca. Muat ulang halaman, lalu coba lagi."
NOT_ALLOWED = "Peran Anda tidak membuka halaman ini."
NOT_FOUND = "Halaman tidak ditemukan. Alamatnya mungkin salah tulis, atau datanya di luar wilayah Anda."
TOO_LARGE = "Berkas atau isian terlalu besar. Kecilkan berkasnya atau kirim dalam beberapa bagian."
STALE_FORM = "Formulir ini sudah kedaluwarsa. Kembali, muat ulang halaman, lalu kirim lagi."
BROKEN = "Ada kesalahan di pihak kami. Sampaikan nomor galat {number} kepada pengelola sistem."


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return say(request, "413.html", 413, sentence=TOO_LARGE)
    return say(request, "400.html", 400, sentence=NOT_READ)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return say(request, "403.html", 403, sentence=NOT_ALLOWED)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW of the settings."""
    return say(request, "403_csrf.html", 403, sentence=STALE_FORM)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return say(request, "404.html", 404, sentence=NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database or the session: one of them may be what is broken."""
    number = error_number(request)
    told = {"number": number, "sentence": BROKEN.format(number=number)}
    # a middleware too meets a database that is away, and none sees what another one raised: only this page does
    if away.database_is_away(sys.exception()):
        response = _page(request, "503.html", 503, {**told, "sentence": away.SENTENCE})
        response["Retry-After"] = str(away.RETRY_SECONDS)
        return response
    return _page(request, "500.html", 500, told)


def _page(request: HttpRequest, page: str, status: int, told: dict[str, str]) -> HttpResponse:
    partial = bool(getattr(request, "htmx", False))
    response = HttpResponse(render_to_string("ui/_refused.html" if partial else page, told), status=status)
    if partial:
        response["HX-Retarget"] = "#pesan"
        response["HX-Reswap"] = "innerHTML show:top"
    return response
