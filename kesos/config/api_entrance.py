"""The door of the API: a token or a signed-in page becomes an actor, a repeated request its first answer."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer

from kesos.access.services import idempotency, token_use
from kesos.access.services.tokens import TokenHolder, verify_token
from kesos.access.web.request import Request, SignedIn
from kesos.database.acting import acting_to_the_end
from kesos.foundation.actor import Actor
from kesos.ui.endpoints import refuse_without
from kesos.ui.features import refuse_when_off

KEY = "Idempotency-Key"
Run = Callable[..., Any]


class Marked(Protocol):
    """An endpoint that says what it needs: every one does, a rule test reads it."""

    needs: str
    feature: str
    answer_is_kept: bool
    __name__: str

    def __call__(self, request: HttpRequest, **values: Any) -> Any: ...


class Bearer(HttpBearer):
    """The token's user, with no more than its scopes leave; the rest of the request acts as this actor.

    A second factor is asked for where the token is made, not each time it is used. The request is the entrance's
    one transaction: what a refusal has left undone is taken back there.
    """

    def __call__(self, request: HttpRequest) -> TokenHolder | None:
        if request.headers.get(self.header) is None:
            return None
        holder: TokenHolder | None = super().__call__(request)
        if holder is None:  # a wrong token never falls back to the cookie beside it
            raise AuthenticationError()
        return holder

    def authenticate(self, request: HttpRequest, token: str) -> TokenHolder | None:
        at = timezone.now()
        holder = verify_token(token, at=at)
        if holder is not None:
            token_use.refuse_above_limit(token_id=holder.token_id, at=at)
            entered = cast(Request, request)
            entered.token_id, entered.actor = holder.token_id, holder.actor
            entered.opened.enter_context(acting_to_the_end(holder.actor))
        return holder


class OwnPages(APIKeyCookie):
    """Our own pages, by their session; the library asks for the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def _get_key(self, request: HttpRequest) -> str | None:
        # nobody signed in: a program without a token, which hears of the token and not of a form
        return super()._get_key(request) if getattr(request, "actor", None) else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        actor: Actor | None = getattr(request, "actor", None)
        return actor


def once(view: Marked) -> Run:
    """A POST with an Idempotency-Key is carried out once; again it gets the answer it was given."""

    @wraps(view)
    def endpoint(request: SignedIn, **values: Any) -> Any:
        key = request.headers.get(KEY)
        if key is None or request.method != "POST" or not view.answer_is_kept:
            return view(request, **values)
        actor = request.actor
        refuse_without(view.needs, actor)
        refuse_when_off(view.feature, actor)
        given = idempotency.claim(key=key, fingerprint=fingerprint(request, actor), by=actor, at=timezone.now())
        if given is None:
            request.claimed = key
            return view(request, **values)
        again = HttpResponse(given.answer, status=given.status, content_type="application/json; charset=utf-8")
        again["Idempotency-Replayed"] = "true"
        return again

    return endpoint


def keep_answer(run: Run) -> Run:
    """What the holder of a key was answered, kept in the same transaction; and no answer is kept by anybody between."""

    def answered(request: SignedIn, *args: Any, **named: Any) -> Any:
        response = run(request, *args, **named)
        key = getattr(request, "claimed", None)
        if key is not None and response.status_code < 300:
            answer = response.content.decode()
            idempotency.keep(key=key, status=response.status_code, answer=answer, by=request.actor)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answered


def fingerprint(request: HttpRequest, actor: Actor) -> str:
    """Of all that was asked and of the power it was asked with, keyed: a NIK cannot be guessed back from it."""
    told = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    power = (actor.grants, actor.reach, actor.lent, actor.holders, actor.sees or ())
    told.update(repr([sorted(map(repr, each)) for each in power]).encode())
    if request.content_type == "multipart/form-data":
        for name, values in sorted(request.POST.lists()):
            told.update(repr((name, values)).encode())
        for name in sorted(request.FILES):
            file: Any = request.FILES[name]
            told.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                told.update(chunk)
            file.seek(0)
    else:
        told.update(request.body)
    return salted_hmac("kesos.api.idempotency", told.hexdigest(), algorithm="sha256").hexdigest()
