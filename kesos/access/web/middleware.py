"""Each request is one transaction of one actor: told to the database for its length, rolled back when it fails.

What a response streams after its view has ended runs outside: there personal tables show nothing, so exports
are written to a file first.
"""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import cache

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from kesos.access.actors import Standing, standing_of_session
from kesos.access.door import at_the_door
from kesos.access.services import token_use
from kesos.access.web import session_limits
from kesos.access.web.request import Request
from kesos.audit import origin
from kesos.database.acting import acting
from kesos.regions.queries import tree

WITHOUT_SECOND_FACTOR = frozenset(
    {
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_logout",
    }
)
# detours of the sign-in library, no failures
DETOURS = (ImmediateHttpResponse, ReauthenticationRequired)


class _TakeItBack(Exception):
    """The view failed: its transaction must not stay."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


class ActorMiddleware:
    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        at = timezone.now()
        request.request_id, request.actor, request.standing = uuid.uuid4().hex, None, None
        request.token_id = None
        if request.user.is_authenticated:
            passive = request.path == _passive()
            if over := session_limits.over(request.session, at=at, passive=passive):
                return _ended(request, over)
            request.standing = standing_of_session(request.user, at=at)
            request.actor = request.standing.actor
            _head_of_page(request, request.standing)
        try:
            with origin.request(request.request_id), _transaction(request), ExitStack() as request.opened:
                response = self.get_response(request)
                if getattr(request, "take_it_back", False):
                    raise _TakeItBack(response)
        except _TakeItBack as failed:
            response = failed.response
        if request.token_id is not None:
            token_use.note(token_id=request.token_id, at=at)
        response["X-Request-Id"] = request.request_id
        return response

    def process_view(self, request: Request, view: Callable[..., HttpResponse], *_: object) -> HttpResponse | None:
        if is_sign_in(view):
            request.opened.enter_context(at_the_door())
        if _lacks_second_factor(request) and request.resolver_match.view_name not in WITHOUT_SECOND_FACTOR:
            return go(request, reverse("mfa_activate_totp"))
        return None

    def process_exception(self, request: Request, failure: Exception) -> HttpResponse | None:
        request.take_it_back = not isinstance(failure, DETOURS)
        return None  # what is shown is the page frame's matter


@cache
def _passive() -> str:
    """The one look that does not prolong a session."""
    return reverse("access:time_left")


def is_sign_in(view: Callable[..., HttpResponse]) -> bool:
    """A view of the library that signs people in: it reads accounts before an actor is known."""
    return view.__module__.startswith("allauth.")


def go(request: Request, address: str) -> HttpResponse:
    """A redirect that htmx follows with the whole page, not with the part it asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _transaction(request: Request) -> AbstractContextManager[None]:
    # nobody acts as nobody: no user, no area, so personal tables show nothing
    return acting(request.actor) if request.actor else transaction.atomic()


def _head_of_page(request: Request, standing: Standing) -> None:
    """The role and place in the page's head: the weightiest office; its name is looked up only when shown."""
    if standing.offices:
        request.role, area = standing.offices[0].label, standing.offices[0].area
        request.place = SimpleLazyObject(lambda: tree.name(area) if area else "Indonesia")


def _lacks_second_factor(request: Request) -> bool:
    standing = request.standing
    if standing is None or not standing.needs_second_factor or standing.has_second_factor:
        return False
    return not (settings.DEMO and request.user.is_demo and request.session.get("by_link"))


def _ended(request: Request, why: str) -> HttpResponse:
    logout(request)
    query = {"sebab": why}
    if request.method == "GET" and not request.headers.get("HX-Request"):
        query["next"] = request.get_full_path()
    return go(request, f"{reverse('access:session_over')}?{urlencode(query)}")
