"""The way to a citizen's account: the public form, the code on paper, and the counter's page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kesos.access.login.lockout import address_of
from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused, TooMany
from kesos.portal.features import ACCOUNTS
from kesos.portal.queries.accounts import account_of
from kesos.portal.services import register_citizen
from kesos.portal.services.register_citizen import NO_MATCH, REGISTER, Claim, OnPaper
from kesos.portal.web.counter_views import person_of
from kesos.ui.forms import DatePartsField, KkField, NikField
from kesos.ui.screens import needs, public

WRONG_CODE = "Nama pengguna atau kode tidak cocok, atau kodenya sudah lewat waktu. Mintalah kode baru di kelurahan."


class PasswordFields(forms.Form):
    sandi = forms.CharField(
        label="Kata sandi", max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Minimal 12 huruf. Tiga atau empat kata yang tidak berhubungan mudah diingat.",
    )  # fmt: skip


class JoinForm(PasswordFields):
    nik = NikField(label="NIK", help_text="16 angka pada KTP.")
    kk = KkField(label="No KK", help_text="16 angka pada kartu keluarga.")
    nama = forms.CharField(label="Nama lengkap", max_length=120, help_text="Seperti pada KTP.")
    lahir = DatePartsField(label="Tanggal lahir")
    pengguna = forms.CharField(label="Nama pengguna", max_length=60, help_text="Pilih sendiri: huruf kecil dan angka.")
    field_order = ("nik", "kk", "nama", "lahir", "pengguna", "sandi")


class CodeForm(PasswordFields):
    pengguna = forms.CharField(label="Nama pengguna", max_length=60, help_text="Tertulis pada kertas dari loket.")
    kode = forms.CharField(label="Kode", max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    field_order = ("pengguna", "kode", "sandi")


@require_http_methods(["GET", "POST"])
@never_cache
@public
def join(request: HttpRequest) -> HttpResponse:
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        claim = Claim(told["nik"], told["kk"], told["nama"], told["lahir"], told["pengguna"], told["sandi"])
        return _answered(
            request, form, "portal/join.html", NO_MATCH,
            lambda: register_citizen.join(claim=claim, address=_address(request), at=timezone.now()),
        )  # fmt: skip
    return render(request, "portal/join.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@never_cache
@public
def join_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        return _answered(
            request, form, "portal/join_code.html", WRONG_CODE,
            lambda: register_citizen.enter_code(
                username=told["pengguna"], code=told["kode"], password=told["sandi"], address=_address(request),
                at=timezone.now(),
            ),
        )  # fmt: skip
    return render(request, "portal/join_code.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(REGISTER, feature=ACCOUNTS)
def citizen(request: SignedIn) -> HttpResponse:
    """The account of the person at the counter: made, proven, given a new code, ended."""
    person, at, by = person_of(request, REGISTER), timezone.now(), request.actor
    paper: OnPaper | None = None
    refusal: Refused | None = None
    told: dict[str, Any] = {"person_id": person.pk, "by": by, "at": at}
    try:
        match request.POST.get("tindakan"):
            case "buat":
                paper = register_citizen.register_at_counter(**told)
            case "kode":
                paper = register_citizen.new_code(**told)
            case "bukti":
                register_citizen.prove(**told)
                messages.success(request, "Dicatat: KTP sudah dilihat.")
            case "akhiri":
                register_citizen.end_account(reason=request.POST.get("alasan", ""), **told)
                messages.success(request, "Akun diakhiri.")
    except NotFound:
        raise
    except Refused as refused:
        refusal = refused
    shown = {"person": person, "account": account_of(person.pk), "paper": paper, "refusal": refusal}
    return render(request, "portal/citizen.html", shown, status=refusal.status if refusal else 200)


def _answered(request: HttpRequest, form: forms.Form, page: str, no: str, act: Any) -> HttpResponse:
    try:
        user = act()
    except TooMany as refused:
        form.add_error(None, refused.sentence)
        return render(request, page, {"form": form}, status=429)
    except Refused as refused:
        name = {"password": "sandi", "username": "pengguna"}.get(refused.field or "")
        form.add_error(name, refused.sentence)
        return render(request, page, {"form": form}, status=422)
    if user is None:
        form.add_error(None, no)
        return render(request, page, {"form": form}, status=422)
    messages.success(request, "Akun siap dipakai. Masuk dengan nama pengguna dan kata sandi Anda.")
    return redirect("account_login")


def _address(request: HttpRequest) -> str:
    return address_of(request) or ""
