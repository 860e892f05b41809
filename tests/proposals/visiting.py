"""Screens of the month opened through their real address, as the entrance opens them."""

from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils import timezone

from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused


class Answer:
    """What came back: the words of the page and of its messages."""

    def __init__(self, response: HttpResponse, said: list[str]) -> None:
        self.status, self.said = response.status_code, said
        self.where = response.headers.get("Location", "")
        self.content = response.content
        self.raw = response.content.decode(errors="replace")
        self.text = " ".join(unescape(self.raw).split())

    def __contains__(self, words: object) -> bool:
        return str(words) in self.text or any(str(words) in told for told in self.said)


def visit(actor: Actor | None, path: str, sent: dict[str, Any] | None = None, **asked: Any) -> Answer:
    """GET, or POST where something is sent; an expected no is its sentence with its status."""
    factory = RequestFactory()
    request = factory.post(path, sent) if sent is not None else factory.get(path, asked)
    request.actor = actor  # type: ignore[attr-defined]
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    view = resolve(path.partition("?")[0])
    try:
        if actor is None:
            return Answer(view.func(request, *view.args, **view.kwargs), [])
        with acting(actor):
            response = view.func(request, *view.args, **view.kwargs)
            return Answer(response, [str(told) for told in request._messages])  # type: ignore[attr-defined]
    except Refused as refused:
        return Answer(HttpResponse(refused.sentence, status=refused.status), [])


def at_the_time(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)
