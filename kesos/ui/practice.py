"""A practice month cannot be taken for the real one: a banner on every page, a mark on every file taken away."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

MARK = "LATIHAN"
ABOUT = "Semua di sini karangan; tidak ada yang sampai ke data sungguhan."
FILE_NAME = re.compile(r"(filename\*?=(?:\"|UTF-8'')?)", re.IGNORECASE)


class PracticeMiddleware:
    """Not there at all in the real house."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PRACTICE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if named := response.headers.get("Content-Disposition"):
            response["Content-Disposition"] = FILE_NAME.sub(rf"\g<1>{MARK}-", named)
        return response
