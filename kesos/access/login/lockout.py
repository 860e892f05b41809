"""Too many wrong passwords: how many, how long, and the sentence. Counted in the database, so all workers know."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kesos.access import settings_store
from kesos.access.door import at_the_door


def typed_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """What was typed, in one spelling; whether such an account exists plays no part."""
    told = credentials or {}
    name = told.get("username") or told.get("email") or request.POST.get("login")
    return str(name).strip().lower() if name else None


def address_of(request: HttpRequest) -> str | None:
    """Behind a reverse proxy the address it saw; one rule for the lock-out and the library."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None  # a request through a socket of the system has none


def failures_allowed(request: HttpRequest, credentials: dict[str, Any] | None) -> int:
    return settings_store.number("lockout.failures", at=timezone.now())


def pause(request: HttpRequest) -> timedelta:
    return settings_store.minutes("lockout.minutes", at=timezone.now())


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    from axes.models import AccessAttempt

    with at_the_door():
        tried = AccessAttempt.objects.filter(username=typed_name(request, credentials))
        last = tried.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    return render(request, "access/locked_out.html", {"until": last + pause(request)}, status=429)
