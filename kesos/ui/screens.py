"""What every screen says of itself: the permission it needs, or that it is public. A rule test reads it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed

View = Callable[..., HttpResponseBase]  # a picture is streamed
PUBLIC = "public"
SIGNED_IN = "signed_in"


class Asked(HttpRequest):
    """Behind `needs` there is an actor, and the transaction is theirs."""

    actor: Actor
    request_id: str


def needs(permission: str) -> Callable[[View], View]:
    """Only for actors who hold the permission somewhere; which rows they see is the query's rule."""

    def mark(view: View) -> View:
        @wraps(view)
        def screen(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            actor = getattr(request, "actor", None)
            if actor is None:
                return redirect_to_login(request.get_full_path())
            if permission != SIGNED_IN and not actor.holds(permission):
                raise NotAllowed("Peran Anda tidak membuka halaman ini.")
            return view(request, *args, **named)

        screen.needs = permission  # type: ignore[attr-defined]
        return screen

    return mark


def signed_in(view: View) -> View:
    """For everyone who is logged in, whatever the role."""
    return needs(SIGNED_IN)(view)


def public(view: View) -> View:
    """For everyone, without login."""
    view.needs = PUBLIC  # type: ignore[attr-defined]
    return view
