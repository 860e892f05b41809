"""What the sign-in library asks of us: no sign-up, Indonesian sentences, and every way in and out in the audit."""

import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kesos.access.actors import actor_for, standing_of
from kesos.audit import services as audit
from kesos.foundation.actor import Actor

WRONG = "Nama pengguna atau kata sandi salah. Periksa huruf besar dan kecil, lalu coba lagi."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "account_inactive": "Akun ini dinonaktifkan. Hubungi administrator wilayah Anda.",
        "too_many_login_attempts": "Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi.",
        "enter_current_password": "Isi kata sandi Anda yang sekarang.",
        "incorrect_password": "Kata sandi salah.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        at = timezone.now()
        audit.record("access.signed_in", by=actor_for(user.pk, at=at), at=at, subject=f"user:{user.pk}")

    def logout(self, request: HttpRequest) -> None:
        actor: Actor | None = getattr(request, "actor", None)
        if actor is not None:
            audit.record("access.signed_out", by=actor, at=timezone.now(), subject=f"user:{actor.user_id}")
        super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        super().set_password(user, password)
        at = timezone.now()
        audit.record("access.password_set", by=actor_for(user.pk, at=at), at=at, subject=f"user:{user.pk}")

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Who has just come in by password sets up the first second factor without typing it again."""
        request = context.request
        if app == "allauth.mfa" and not is_mfa_enabled(request.user):
            records = get_authentication_records(request, request.user)
            if records and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT:
                return False
        return super().is_reauthentication_required(app=app, **more)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **named: Any) -> None:
        """The library's own flashes say nothing an official needs; our screens say what happened."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        from django.shortcuts import render

        return render(request, "access/inactive.html", status=403)


class MfaAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Peran Anda mewajibkan pengaman kedua. Pasang yang lain dahulu.",
        "incorrect_code": "Kode salah atau sudah lewat waktunya. Tunggu kode berikutnya di ponsel Anda.",
        "cannot_generate_recovery_codes": "Pasang pengaman kedua dahulu, baru membuat kode cadangan.",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        standing = standing_of(authenticator.user_id, at=timezone.now())
        if not standing.needs_second_factor:
            return True
        strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=strong).exclude(
            pk=authenticator.pk
        )
        return bool(others.exists())

    def encrypt(self, text: str) -> str:
        from django.core import signing

        return signing.dumps(text, salt="kesos.access.mfa")

    def decrypt(self, encrypted_text: str) -> str:
        from django.core import signing

        return str(signing.loads(encrypted_text, salt="kesos.access.mfa"))
