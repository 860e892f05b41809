"""Every no of the API as a problem document (RFC 9457), in Indonesian, with a stable code."""

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kesos.access.web.request import Request
from kesos.foundation.errors import Refused
from kesos.ui import away
from kesos.ui.refusals import error_number

logger = logging.getLogger("kesos.galat")
MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 60
STALE = "Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu ulangi; program memakai kepala «Authorization»."
TITLES = {
    400: "Permintaan tidak terbaca",
    401: "Token tidak berlaku",
    403: "Tidak berwenang",
    404: "Tidak ditemukan",
    405: "Cara ini tidak tersedia",
    409: "Tidak dapat dilakukan sekarang",
    413: "Terlalu besar",
    422: "Isian perlu diperbaiki",
    429: "Terlalu sering",
    500: "Galat pada sistem",
    503: "Basis data tidak terhubung",
}
FAULTS = {
    "missing": "Wajib diisi.",
    "extra_forbidden": "Isian ini tidak dikenal.",
    "string_type": "Harus berupa teks.",
    "string_too_short": "Terlalu pendek.",
    "string_too_long": "Terlalu panjang.",
    "string_pattern_mismatch": "Bentuknya tidak sesuai.",
    "int_type": "Harus bilangan bulat.",
    "int_parsing": "Harus bilangan bulat.",
    "bool_parsing": "Harus true atau false.",
    "date_from_datetime_parsing": "Harus tanggal, misalnya 2026-11-09.",
    "date_parsing": "Harus tanggal, misalnya 2026-11-09.",
    "datetime_parsing": "Harus waktu, misalnya 2026-11-09T09:00:00+07:00.",
    "datetime_from_date_parsing": "Harus waktu, misalnya 2026-11-09T09:00:00+07:00.",
    "timezone_aware": "Tambahkan selisih waktunya, misalnya 2026-11-09T09:00:00+07:00.",
    "uuid_parsing": "Harus nomor UUID.",
    "greater_than_equal": "Terlalu kecil.",
    "less_than_equal": "Terlalu besar.",
    "enum": "Pilihan ini tidak ada.",
    "literal_error": "Pilihan ini tidak ada.",
    "list_type": "Harus berupa daftar.",
    "dict_type": "Harus berupa pasangan nama dan isi.",
    "too_long": "Terlalu banyak.",
    "too_short": "Terlalu sedikit.",
}


def answer_with_problems(api: NinjaAPI) -> None:
    """Join the handlers to the API; nothing raised leaves it as anything but a problem document."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refused: _refused,
        AuthenticationError: _unknown,
        HttpError: _http,
        Http404: lambda request, _: not_found(request),
        ValidationError: _misfilled,
        RequestDataTooBig: _too_big,
        TooManyFieldsSent: _too_big,
        TooManyFilesSent: _too_big,
        MultiPartParserError: _unread,
        Exception: _broken,
    }
    for failure, handler in handlers.items():
        api.add_exception_handler(failure, handler)


def problem(
    request: HttpRequest,
    status: int,
    detail: str,
    *,
    code: str,
    field: str | None = None,
    errors: Sequence[dict[str, Any]] = (),
) -> HttpResponse:
    """What was done in the request is taken back."""
    cast(Request, request).take_it_back = True
    told: dict[str, Any] = {
        "type": f"urn:kesos:problem:{code}",
        "title": TITLES.get(status, "Tidak dapat dilakukan"),
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": getattr(request, "request_id", ""),
    }
    if field:
        told["field"] = field
    if errors:
        told["errors"] = list(errors)
    response = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = MEDIA_TYPE
    response["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest) -> HttpResponse:
    return problem(request, 404, "Alamat ini tidak ada pada API.", code="no_such_address")


def in_problems(view: Callable[..., Any]) -> Callable[..., Any]:
    """What the library says of an address before it knows the endpoint, in our words too."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **named: Any) -> Any:
        try:
            response = view(request, *args, **named)
        except Http404:
            return not_found(request)
        if response.status_code != 405:
            return response
        allowed = response["Allow"]
        refused = problem(request, 405, f"Alamat ini hanya melayani {allowed}.", code="wrong_method")
        refused["Allow"] = allowed
        return refused

    return told


@csrf_exempt
def no_such_address(request: HttpRequest, rest: str) -> HttpResponse:
    """Below the API nobody is answered with a page."""
    return not_found(request)


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    faults = [{"line": line, "detail": why} for line, why in getattr(refusal, "faults", ())]
    faults += [{"field": field, "detail": why} for field, why in getattr(refusal, "by_field", {}).items()]
    response = problem(request, refusal.status, refusal.sentence, code=refusal.code, field=refusal.field, errors=faults)
    if refusal.status == 429:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _unknown(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    sentence = "Kirim token yang berlaku pada kepala «Authorization: Bearer …»."
    response = problem(request, 401, sentence, code="not_signed_in")
    response["WWW-Authenticate"] = 'Bearer realm="Kesos"'
    return response


def _http(request: HttpRequest, fault: HttpError) -> HttpResponse:
    if fault.status_code == 403:  # the library's own check of the form token: a page too old, or none of ours
        return problem(request, 403, STALE, code="stale_page")
    unread = fault.status_code == 400
    sentence = "Isi permintaan bukan JSON yang dapat dibaca." if unread else "Permintaan ini tidak dapat dilayani."
    return problem(request, fault.status_code, sentence, code="unreadable" if unread else "http")


def _unread(request: HttpRequest, _: MultiPartParserError) -> HttpResponse:
    sentence = "Formulir tidak dapat dibaca. Pendekkan nama berkasnya, dan periksa cara program Anda menyusunnya."
    return problem(request, 400, sentence, code="unreadable")


def _too_big(request: HttpRequest, _: SuspiciousOperation) -> HttpResponse:
    return problem(request, 413, "Isi permintaan terlalu besar. Bagi menjadi beberapa permintaan.", code="too_big")


def _misfilled(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    errors = [{"field": _field(each["loc"]), "detail": _sentence(each)} for each in fault.errors]
    first = errors[0] if errors else {"field": "", "detail": ""}
    sentence = f"Periksa isian: {', '.join(dict.fromkeys(each['field'] for each in errors))}."
    return problem(request, 422, sentence, code="misfilled", field=first["field"], errors=errors)


def _field(place: Sequence[Any]) -> str:
    """Without where it was sent and without the name of our parameter: "body", "body", "nik" is "nik"."""
    inner = [str(part) for part in place[1:] if part not in ("body", "paging", "wanted", "form")]
    return ".".join(inner) or str(place[0])


def _sentence(fault: dict[str, Any]) -> str:
    return FAULTS.get(str(fault.get("type")), "Isian ini tidak sesuai.")


def _broken(request: HttpRequest, failure: Exception) -> HttpResponse:
    """A bug: its number stands in the log, and the caller can quote it."""
    number = error_number(request)
    logger.error("Galat %s pada %s %s", number, request.method, request.path, exc_info=failure)
    if away.database_is_away(failure):
        response = problem(request, 503, away.SENTENCE, code="database_away")
        response["Retry-After"] = str(away.RETRY_SECONDS)
        return response
    sentence = f"Ada kesalahan pada sistem, bukan pada permintaan Anda. Sebutkan nomor {number} kepada pengelola."
    return problem(request, 500, sentence, code="broken")
