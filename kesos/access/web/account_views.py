"""One's own account: details, sessions, the end of a session, links for one use, the staff session."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.actors import actor_for
from kesos.access.models import ApiToken, OneTimeLink, User
from kesos.access.permissions import sentence
from kesos.access.services import accounts, one_time_links, sessions, staff_sessions, tokens
from kesos.access.web import forms, session_limits
from kesos.access.web.request import SignedIn
from kesos.audit import services as audit
from kesos.foundation.errors import Refused
from kesos.regions.queries import tree
from kesos.ui.screens import needs, public, signed_in

BACKEND = "kesos.access.login.backend.Backend"


@require_http_methods(["GET", "POST"])
@signed_in
def account(request: SignedIn) -> HttpResponse:
    user = User.objects.get(pk=request.actor.user_id)
    form = forms.AccountForm(request.POST or None, initial={n: getattr(user, n) for n in accounts.CHANGEABLE})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["email"] != user.email:  # a new password is sent there: ask again who is sitting here
            raise_if_reauthentication_required(request, app="kesos.access")
        try:
            accounts.change(by=request.actor, at=timezone.now(), user_id=user.pk, **form.cleaned_data)
        except Refused as refused:
            forms.say_no(form, refused)
        else:
            messages.success(request, "Data akun disimpan.")
            return redirect("access:account")
    standing = request.standing
    held = ApiToken.objects.filter(user=user, revoked_at=None, ends_at__gt=timezone.now())
    places = tree.names({office.area for office in standing.offices})
    return render(
        request,
        "access/account.html",
        {"form": form, "user": user, "offices": standing.offices, "places": places, "tokens": held},
    )


@signed_in
def email(request: SignedIn) -> HttpResponse:
    """Stands before the library's own page: the address is changed with the other details, and recorded."""
    return redirect("access:account")


@require_http_methods(["GET", "POST"])
@never_cache
@signed_in
def new_token(request: SignedIn) -> HttpResponse:
    """The secret is shown on the page that answers, and never again."""
    held = sorted({permission for permission, _ in request.actor.grants | request.actor.reach})
    form = forms.TokenForm(request.POST or None, held=[(each, sentence(each)) for each in held])
    told: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            secret = tokens.create_token(
                user_id=request.actor.user_id, by=request.actor, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            forms.say_no(form, refused)
        else:
            told |= {"secret": secret, "name": form.cleaned_data["name"]}
    return render(request, "access/token_new.html", told, status=422 if form.errors else 200)


@require_POST
@signed_in
def revoke_token(request: SignedIn, token_id: int) -> HttpResponse:
    tokens.revoke_token(token_id=token_id, by=request.actor, at=timezone.now())
    messages.success(request, "Token dicabut.")
    return redirect("access:account")


@require_http_methods(["GET", "POST"])
@signed_in
def my_sessions(request: SignedIn) -> HttpResponse:
    here = request.session.session_key
    if request.method == "POST":
        count = sessions.end_others(by=request.actor, at=timezone.now(), keep=here)
        messages.success(request, f"{count} sesi lain diakhiri." if count else "Tidak ada sesi lain.")
        return redirect("access:my_sessions")
    found = sorted(sessions.open_sessions(request.actor), key=lambda s: s.created_at, reverse=True)
    return render(request, "access/my_sessions.html", {"sessions": found, "here": here})


@require_GET
@never_cache
@signed_in
def time_left(request: SignedIn) -> HttpResponse:
    """Asked now and then by the page; asking does not prolong the session."""
    left = session_limits.seconds_left(request.session, at=timezone.now())
    warn = session_limits.warns_below(at=timezone.now())
    if left > warn:
        return HttpResponse(status=204)
    return render(request, "access/_time_left.html", {"minutes": left // 60 + 1})


@require_POST
@signed_in
def stay(request: SignedIn) -> HttpResponse:
    session_limits.prolong(request.session, at=timezone.now())
    if request.headers.get("HX-Request"):
        return HttpResponse()
    return redirect("access:my_sessions")


@require_GET
@public
def session_over(request: HttpRequest) -> HttpResponse:
    why = request.GET.get("sebab", session_limits.IDLE)
    return render(request, "access/session_over.html", {"too_old": why == session_limits.AGE}, status=401)


@require_http_methods(["GET", "POST"])
@never_cache
@public
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Into a demo role, once. A mere look does not use the link up: mail scanners look."""
    purpose, at = OneTimeLink.Purpose.DEMO, timezone.now()
    user = one_time_links.whose(secret=secret, purpose=purpose, at=at)
    if not (settings.DEMO and user.is_demo):
        raise one_time_links.over()
    if request.method == "GET":
        return render(request, "access/link.html", {"user": user})
    one_time_links.use_link(secret=secret, purpose=purpose, at=at)
    one_time_links.sign_in(lambda: login(request, user, backend=BACKEND))
    request.session["by_link"] = True
    audit.record("access.link_used", by=actor_for(user.pk, at=at), at=at, subject=f"user:{user.pk}", purpose="demo")
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_http_methods(["GET", "POST"])
@never_cache
@public
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    at = timezone.now()
    user = one_time_links.whose(secret=secret, purpose=OneTimeLink.Purpose.INVITATION, at=at)
    form = forms.PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accounts.accept_invitation(secret=secret, password=form.cleaned_data["password"], at=at)
        except accounts.AccountRefused as refused:
            forms.say_no(form, refused)
        else:
            messages.success(request, "Kata sandi disimpan. Silakan masuk.")
            return redirect("account_login")
    return render(request, "access/invitation.html", {"form": form, "user": user})


@require_http_methods(["GET", "POST"])
@needs(staff_sessions.OPEN)
def staff_session(request: SignedIn) -> HttpResponse:
    areas = request.actor.areas(staff_sessions.OPEN)
    form = forms.StaffSessionForm(request.POST or None, initial={"area": areas[0]})
    forms.limit_areas(form, areas)
    if request.method == "POST" and form.is_valid():
        try:
            staff_sessions.open_staff_session(by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            forms.say_no(form, refused)
        else:
            messages.success(request, "Sesi petugas dibuka. Setiap data yang Anda lihat dicatat.")
            return redirect("access:staff_session")
    held = request.standing.staff_session
    return render(
        request, "access/staff_session.html", {"form": form, "places": tree.names({held.area}) if held else {}}
    )


@require_POST
@needs(staff_sessions.OPEN)
def close_staff_session(request: SignedIn) -> HttpResponse:
    staff_sessions.close_staff_session(by=request.actor, at=timezone.now())
    messages.success(request, "Sesi petugas ditutup.")
    return redirect("access:staff_session")
