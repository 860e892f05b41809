"""Helping back in: open a lock-out early, remove a second factor that was lost."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.db import transaction

from kesos.access.door import at_the_door
from kesos.access.queries import users
from kesos.access.services import telling
from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, Refused


@transaction.atomic
def release_lock(*, user_id: int, by: Actor, at: datetime) -> None:
    """Forget the wrong passwords of this account, so that it may try again now."""
    user = users.kept_by(by, user_id)
    with at_the_door():
        AccessAttempt.objects.filter(username__in=[user.username, user.email or user.username]).delete()
    audit.record(
        "access.lock_released",
        by=by,
        at=at,
        subject=f"user:{user.pk}",
        region_code=user.region_code,
        name=user.full_name,
    )


@transaction.atomic
def remove_second_factor(*, user_id: int, by: Actor, at: datetime, reason: str) -> None:
    """For an owner who lost the phone and was recognised in person; the next sign-in asks for a new one."""
    user = users.kept_by(by, user_id)
    if user.pk == by.user_id:
        raise NotAllowed("Pengaman kedua akun sendiri diatur di halaman Keamanan akun.")
    if len(reason.strip()) < 10:
        raise Refused("Tulis alasan dan cara Anda mengenali pemilik akun, minimal 10 huruf.", field="reason")
    with at_the_door():
        Authenticator.objects.filter(user=user).delete()
    telling.tell_owner(
        user, cause="pengaman", at=at, subject="Pengaman kedua akun Kesos Anda dihapus",
        body="Administrator menghapus pengaman kedua akun Anda. Saat masuk berikutnya Anda diminta memasang yang baru.",
    )  # fmt: skip
    audit.record(
        "access.second_factor_removed", by=by, at=at, subject=f"user:{user.pk}", region_code=user.region_code,
        reason=reason.strip(),
    )  # fmt: skip
