"""Screens that refuse, fail and wait, beside the real ones."""

from collections.abc import Callable

import psycopg
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path

from kesos.config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused, TooMany

REFUSALS = {
    "belum": Refused("Berita acara belum diunggah.", code="paper_missing"),
    "bukan": NotAllowed(),
    "hilang": NotFound("Keluarga ini tidak ditemukan."),
    "sering": TooMany("Tunggu satu menit."),
}


def refuse(request: HttpRequest, why: str) -> HttpResponse:
    raise REFUSALS[why]


def fail(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def unreachable(request: HttpRequest) -> HttpResponse:
    """A server that is not there, asked as the real one is."""
    from django.db.utils import DatabaseErrorWrapper

    with DatabaseErrorWrapper(connection):
        psycopg.connect("host=/nowhere dbname=kesos")
    return HttpResponse()


def asks_the_database(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    return unreachable


def staff(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/frame.html")


def officer(request: HttpRequest) -> HttpResponse:
    request.actor = Actor(user_id=7, name="Dwi Astutik")
    request.place, request.role = "Kelurahan Contoh", "Operator kelurahan"
    page = '{% extends "ui/frame.html" %}{% block main %}<h1>Tugas saya</h1>{% endblock %}'
    return HttpResponse(engines["django"].from_string(page).render({}, request))


def take(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.body)))


NAMES = [
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_trust",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_login_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "usersessions_list",
]

urlpatterns = [
    path("", include("kesos.ui.web.urls")),
    path("tolak/<str:why>/", refuse),
    path("rusak/", fail),
    path("jauh/", unreachable),
    path("tugas/", staff, name="tasks"),
    path("tugas/lama/", staff, name="old_tasks"),
    path("cari/", staff, name="find"),
    path("kirim/", take),
    path("petugas/", officer),
    *[path(f"akun/{name}/", staff, name=name) for name in NAMES],
    *[path(f"akun/{name}/<int:pk>/", staff, name=name) for name in ("mfa_edit_webauthn", "mfa_remove_webauthn")],
]
