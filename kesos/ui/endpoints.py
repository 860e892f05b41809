"""What every endpoint of the API says of itself: the permission it needs. A rule test reads it."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.utils import timezone
from ninja.operation import Operation
from ninja.utils import contribute_operation_callback

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed
from kesos.ui.screens import SIGNED_IN
from kesos.ui.screens import Asked as Asked

Endpoint = Callable[..., Any]


def now() -> datetime:
    """Asked once by each endpoint, and passed on as `at`."""
    return timezone.now()


def needs(permission: str, *, answer_is_kept: bool = True) -> Callable[[Endpoint], Endpoint]:
    """Only for actors who hold the permission somewhere; which rows they see is the query's rule.

    Without `answer_is_kept` the answer holds what may be told only once, so no Idempotency-Key keeps it.
    """

    def mark(view: Endpoint) -> Endpoint:
        @wraps(view)
        def endpoint(request: Asked, *args: Any, **named: Any) -> Any:
            refuse_without(permission, request.actor)
            return view(request, *args, **named)

        def tell(operation: Operation) -> None:
            operation.openapi_extra = {**(operation.openapi_extra or {}), "x-permission": permission}

        endpoint.needs = permission  # type: ignore[attr-defined]
        endpoint.answer_is_kept = answer_is_kept  # type: ignore[attr-defined]
        contribute_operation_callback(endpoint, tell)
        return endpoint

    return mark


def refuse_without(permission: str, actor: Actor) -> None:
    if permission != SIGNED_IN and not actor.holds(permission):
        raise NotAllowed(f"Token atau peran Anda tidak memegang wewenang «{permission}».")


def signed_in(view: Endpoint) -> Endpoint:
    """For every token in force, whatever its scopes."""
    return needs(SIGNED_IN)(view)
