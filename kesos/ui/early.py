"""Answers for the looks before anybody is asked who they are: no session, no database, no `Vary: Cookie`."""

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kesos.ui.web.views import appearance

ADDRESS = re.compile(r"^/tampilan/kesos-(?P<mark>[0-9a-f]+)\.(?P<kind>css|js)$")


class AppearanceMiddleware:
    """Stands right behind the one for static files; the address itself is named in web/urls.py."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if found := ADDRESS.match(request.path_info):
            return appearance(request, **found.groupdict())
        return self.get_response(request)
