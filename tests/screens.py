"""A screen called as the entrance calls it: the actor on the request, and told to the database."""

from typing import Any

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.test import RequestFactory

from kesos.database.acting import acting
from kesos.foundation.actor import Actor


def screen(view: Any, actor: Actor, *, method: str = "get", htmx: bool = False, data: Any = None, **named: Any) -> Any:
    request = getattr(RequestFactory(), method)("/", data or {})
    request.actor = actor
    request.htmx = htmx
    request.session = {}
    request._messages = FallbackStorage(request)
    with acting(actor):
        answer: HttpResponse = view(request, **named)
    answer.said = [str(message) for message in request._messages]  # type: ignore[attr-defined]
    return answer


@pytest.fixture
def frame(settings: Any) -> None:
    """Where the design system is not there, a bare frame takes its place."""
    try:
        get_template("ui/frame.html")
    except TemplateDoesNotExist:
        told = [dict(each) for each in settings.TEMPLATES]
        bare = (
            "django.template.loaders.locmem.Loader",
            {"ui/frame.html": "{% block title %}{% endblock %}{% block main %}{% endblock %}"},
        )
        (name, loaders) = told[0]["OPTIONS"]["loaders"][0]
        told[0] = {**told[0], "OPTIONS": {**told[0]["OPTIONS"], "loaders": [(name, [bare, *loaders])]}}
        settings.TEMPLATES = told
