"""Accounts in the administrator's own area: list, page, invitation, grants, deputies."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.models import Role
from kesos.access.queries import history, roles, users
from kesos.access.services import accounts, offices, rescue
from kesos.access.web import forms
from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.regions.queries import tree
from kesos.ui.screens import needs

PAGE = 50


@require_GET
@needs(users.MANAGE)
def user_list(request: SignedIn) -> HttpResponse:
    told = {name: request.GET.get(key, "") for name, key in (("words", "q"), ("role", "peran"), ("state", "keadaan"))}
    after = request.GET.get("sesudah", "")
    rows = users.page(request.actor, at=timezone.now(), after=after, limit=PAGE + 1, **told)
    more = rows[PAGE - 1].username if len(rows) > PAGE else ""
    page = "access/_user_rows.html" if request.headers.get("HX-Request") else "access/user_list.html"
    role_words = [("", "Semua peran"), *((role.code, role.label) for role in Role.objects.order_by("place"))]
    states = [("", "Semua"), ("aktif", "Aktif"), ("nonaktif", "Nonaktif")]
    return render(
        request, page, {"rows": rows[:PAGE], "after": more, "told": told, "roles": role_words, "states": states}
    )


@require_http_methods(["GET", "POST"])
@never_cache
@needs(users.MANAGE)
def invite(request: SignedIn) -> HttpResponse:
    areas = request.actor.areas(users.MANAGE)
    form = forms.InvitationForm(request.POST or None, initial={"region_code": areas[0]})
    forms.limit_areas(form, areas)
    if request.method == "POST" and form.is_valid():
        try:
            user, path = accounts.invite(by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            forms.say_no(form, refused)
        else:
            return _show_link(request, user, path)
    return render(request, "access/invite.html", {"form": form})


@require_GET
@needs(users.MANAGE)
def user_page(request: SignedIn, user_id: int) -> HttpResponse:
    return _page(request, user_id)


@require_http_methods(["GET", "POST"])
@needs(users.MANAGE)
def change(request: SignedIn, user_id: int) -> HttpResponse:
    user = users.kept_by(request.actor, user_id)
    form = forms.AccountForm(request.POST or None, initial={n: getattr(user, n) for n in accounts.CHANGEABLE})
    if request.method == "POST" and form.is_valid():
        try:
            accounts.change(by=request.actor, at=timezone.now(), user_id=user_id, **form.cleaned_data)
        except Refused as refused:
            forms.say_no(form, refused)
        else:
            messages.success(request, "Data akun disimpan.")
            return redirect("access:user", user_id)
    return render(request, "access/change.html", {"form": form, "user": user})


@require_POST
@needs(users.MANAGE)
def give_grant(request: SignedIn, user_id: int) -> HttpResponse:
    form = forms.limit_areas(forms.GrantForm(request.POST, roles=_roles()), request.actor.areas(users.MANAGE))

    def give(told: dict[str, Any]) -> None:
        last = told.pop("valid_to")
        until = forms.after(last) if last else None
        offices.give_grant(user_id=user_id, by=request.actor, at=timezone.now(), valid_to=until, **told)

    return _done(request, user_id, form, give, "Peran diberikan.", "grant_form")


@require_POST
@needs(users.MANAGE)
def delegate(request: SignedIn, user_id: int) -> HttpResponse:
    form = forms.limit_areas(forms.DelegationForm(request.POST, roles=_roles()), request.actor.areas(users.MANAGE))

    def give(told: dict[str, Any]) -> None:
        absent = users.visible_to(request.actor).filter(username=told.pop("from_username").strip().lower()).first()
        if absent is None:
            raise Refused("Pejabat yang diwakili tidak ditemukan.", field="from_username")
        begins, ends = forms.start_of(told.pop("valid_from")), forms.after(told.pop("valid_to"))
        offices.delegate(
            from_user_id=absent.pk, to_user_id=user_id, valid_from=begins, valid_to=ends, by=request.actor,
            at=timezone.now(), **told,
        )  # fmt: skip

    return _done(request, user_id, form, give, "Penugasan Plt./Plh. disimpan.", "delegation_form")


@require_POST
@needs(users.MANAGE)
def end_grant(request: SignedIn, grant_id: int) -> HttpResponse:
    reason, user_id = request.POST.get("reason", ""), users.grant_in(request.actor, grant_id).user_id
    return _act(
        request, user_id, lambda at: offices.end_grant(grant_id=grant_id, by=request.actor, at=at, reason=reason)
    )


@require_POST
@needs(users.MANAGE)
def end_delegation(request: SignedIn, delegation_id: int) -> HttpResponse:
    user_id = offices.end_delegation(delegation_id=delegation_id, by=request.actor, at=timezone.now())
    messages.success(request, "Penugasan Plt./Plh. diakhiri.")
    return redirect("access:user", user_id)


@require_POST
@never_cache
@needs(users.MANAGE)
def invite_again(request: SignedIn, user_id: int) -> HttpResponse:
    try:
        path = accounts.invite_again(by=request.actor, at=timezone.now(), user_id=user_id)
    except accounts.AccountRefused as refused:
        messages.error(request, refused.sentence)
        return redirect("access:user", user_id)
    if not path:
        messages.success(request, "Jalan membuat kata sandi baru dikirim ke surel pemilik akun.")
        return redirect("access:user", user_id)
    return _show_link(request, users.visible(request.actor, user_id), path)


@require_POST
@needs(users.MANAGE)
def set_active(request: SignedIn, user_id: int) -> HttpResponse:
    active, reason = request.POST.get("active") == "ya", request.POST.get("reason", "")
    return _act(
        request,
        user_id,
        lambda at: accounts.set_active(by=request.actor, at=at, user_id=user_id, active=active, reason=reason),
    )


@require_POST
@needs(users.MANAGE)
def release_lock(request: SignedIn, user_id: int) -> HttpResponse:
    return _act(request, user_id, lambda at: rescue.release_lock(user_id=user_id, by=request.actor, at=at))


@require_POST
@needs(users.MANAGE)
def remove_second_factor(request: SignedIn, user_id: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _act(
        request,
        user_id,
        lambda at: rescue.remove_second_factor(user_id=user_id, by=request.actor, at=at, reason=reason),
    )


def _act(request: SignedIn, user_id: int, act: Callable[[Any], object]) -> HttpResponse:
    try:
        act(timezone.now())
    except NotFound:
        raise
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "Selesai dan dicatat.")
    return redirect("access:user", user_id)


def _done(
    request: SignedIn, user_id: int, form: Form, give: Callable[[dict[str, Any]], None], said: str, name: str
) -> HttpResponse:
    users.visible(request.actor, user_id)
    if form.is_valid():
        try:
            give(dict(form.cleaned_data))
        except NotFound:
            raise
        except Refused as refused:
            forms.say_no(form, refused)
        else:
            messages.success(request, said)
            return redirect("access:user", user_id)
    return _page(request, user_id, status=422, **{name: form})


def _page(request: SignedIn, user_id: int, *, status: int = 200, **shown: Form) -> HttpResponse:
    user, at = users.visible(request.actor, user_id), timezone.now()
    areas = request.actor.areas(users.MANAGE)
    grants = users.grants_of(user_id, within_areas=areas)
    delegations = users.delegations_of(user_id, within_areas=areas)
    kept = request.actor.may(users.MANAGE, user.region_code)
    usual = user.region_code if kept else areas[0]
    told: dict[str, Any] = {
        "user": user,
        "kept": kept,
        "grants": grants,
        "delegations": delegations,
        "places": tree.names({user.region_code, *(held.area for held in grants), *(lent.area for lent in delegations)}),
        "now": at,
        "history": history.of_user(user_id),
        "grant_form": forms.GrantForm(roles=_roles(), initial={"area": usual}),
        "delegation_form": forms.DelegationForm(roles=_roles(), initial={"area": usual}),
    } | shown
    for name in ("grant_form", "delegation_form"):
        forms.limit_areas(told[name], areas)
    return render(request, "access/user.html", told, status=status)


def _show_link(request: HttpRequest, user: object, path: str) -> HttpResponse:
    return render(request, "access/invited.html", {"user": user, "address": request.build_absolute_uri(path)})


def _roles() -> list[Role]:
    return roles.grantable({0, 2, 4, 6, 10})
