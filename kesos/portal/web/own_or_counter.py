"""The same pages for the own family and at the counter for who stands there: whose they are, and where they lead."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound
from kesos.foundation.numbers import number_of
from kesos.portal.queries import accounts, rights
from kesos.portal.web.counter_views import person_of
from kesos.registry.models import Person
from kesos.registry.queries import people
from kesos.ui.screens import View, needs


def both(view: Callable[..., HttpResponse], *decorators: Callable[[Any], Any]) -> tuple[View, View]:
    """The page for the own family and the same at the counter, each with its permission."""
    around: list[Callable[[Any], Any]] = [never_cache, *decorators]
    for decorate in around:
        view = decorate(view)
    return needs(rights.OWN)(view), needs(rights.TAKE)(view)


def is_own(request: SignedIn) -> bool:
    return request.path.startswith("/saya/")


def whose(request: SignedIn) -> Person:
    """Oneself, or the member of the own family the address names; at the counter who is named. Raises NotFound."""
    if not is_own(request):
        return person_of(request, rights.TAKE)
    named = number_of(request.GET.get("warga", ""))
    person = people.by_id(request.actor, named) if named is not None else accounts.citizen(request.actor)
    if accounts.family_of(person.pk) not in request.actor.families:
        raise NotFound("Warga tidak ditemukan.")
    return person


def sees_everything(request: SignedIn) -> bool:
    return not is_own(request) or accounts.own_account(request.actor).proven_at is not None


def ways(request: SignedIn, person: Person) -> dict[str, str]:
    side = "own" if is_own(request) else "counter"
    names = {"data": "data", "file": "data_file", "correct": "correct", "object": "object", "consent": "consent"}
    return {key: f"{reverse(f'portal:{side}_{name}')}?warga={person.pk}" for key, name in names.items()}
