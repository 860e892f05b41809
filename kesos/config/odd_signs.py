"""A NUL is in no name and no number, and PostgreSQL keeps none: turned away before anything reads it. What nobody sees
is taken out."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from ninja.errors import HttpError
from ninja.parser import Parser

from kesos.config.problems import problem
from kesos.foundation.unseen import seen, unseen
from kesos.ui.web.errors import NOT_READ, bad_request

NUL = "\0"
API = "/api/"


class OddSignsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return self._refused(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        # the API reads its own forms, with `CleanParser`, so that what is too big becomes a problem document there
        if request.method != "POST" or request.path_info.startswith(API):
            return None
        names = (file.name for _, files in request.FILES.lists() for file in files)
        if _in_form(request.POST) or any(NUL in str(name) for name in names):
            return self._refused(request)
        request.POST = _seen_form(request.POST)  # type: ignore[assignment]  # Django sets it, its stubs only read it
        return None

    def _refused(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(API):
            return problem(request, 400, NOT_READ, code="unreadable")
        return bad_request(request)


class CleanParser(Parser):
    """What programs send, as JSON or as a form."""

    def parse_body(self, request: HttpRequest) -> Any:
        told = super().parse_body(request)
        if _in(told):
            raise HttpError(400, "nul")
        return _seen(told)

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        if _in_form(data):
            raise HttpError(400, "nul")
        return super().parse_querydict(_seen_form(data), list_fields, request)


def _in_form(sent: QueryDict) -> bool:
    return any(NUL in text for text in chain(sent, *(values for _, values in sent.lists())) if isinstance(text, str))


def _in(told: Any) -> bool:
    if isinstance(told, str):
        return NUL in told
    if isinstance(told, dict):
        return any(_in(each) for each in chain(told, told.values()))
    return isinstance(told, list) and any(_in(each) for each in told)


def _seen_form(sent: QueryDict) -> QueryDict:
    if not any(unseen(text) for _, values in sent.lists() for text in values if isinstance(text, str)):
        return sent
    cleaned = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        cleaned.setlist(name, [seen(each) if isinstance(each, str) else each for each in values])
    cleaned._mutable = False
    return cleaned


def _seen(told: Any) -> Any:
    if isinstance(told, str):
        return seen(told)
    if isinstance(told, dict):
        return {name: _seen(each) for name, each in told.items()}
    return [_seen(each) for each in told] if isinstance(told, list) else told
