"""Roles, readable: who may see and do what, and what nobody may hold together."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kesos.access.queries import roles
from kesos.access.web.request import SignedIn
from kesos.ui.screens import needs


@require_GET
@needs("role.view")
def role_list(request: SignedIn) -> HttpResponse:
    return render(request, "access/role_list.html", {"levels": roles.by_level()})


@require_GET
@needs("role.view")
def role_page(request: SignedIn, code: str) -> HttpResponse:
    return render(request, "access/role.html", {"page": roles.page(code, at=timezone.now())})
