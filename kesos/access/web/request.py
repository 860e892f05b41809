"""A request as our screens know it, after the middleware."""

from contextlib import ExitStack

from django.http import HttpRequest
from django.urls import ResolverMatch

from kesos.access.actors import Standing
from kesos.access.models import User
from kesos.foundation.actor import Actor


class Request(HttpRequest):
    user: User
    resolver_match: ResolverMatch
    request_id: str
    token_id: int | None  # of the API token a program came in with
    actor: Actor | None
    standing: Standing | None
    take_it_back: bool
    claimed: str  # the Idempotency-Key this request was the first to bring
    role: str
    place: object  # a name, looked up when the page's head asks
    opened: ExitStack  # what the middleware closes when the view has ended


class SignedIn(Request):
    """Behind `needs` or `signed_in` there is an actor."""

    actor: Actor
    standing: Standing
