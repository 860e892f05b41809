"""Accounts: made by invitation, changed, switched off and on. Nobody signs up."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from kesos.access import settings_store
from kesos.access.actors import actor_for
from kesos.access.door import at_the_door
from kesos.access.models import User
from kesos.access.models.users import USERNAME
from kesos.access.queries import users
from kesos.access.services import one_time_links, telling
from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, Refused

CHANGEABLE = {"full_name": "nama", "email": "surel", "nip": "NIP", "phone": "telepon"}
CLASHES = {
    "access_user_username_key": (
        "username",
        "Nama pengguna ini sudah dipakai. Pilih yang lain, misalnya dengan nama wilayah.",
    ),
    "user_email_once": ("email", "Surel ini sudah dipakai akun lain."),
    "user_username_shape": (
        "username",
        "Nama pengguna: 3–60 huruf kecil, angka, titik, garis; diawali huruf atau angka.",
    ),
    "user_nip_shape": ("nip", "NIP harus 18 angka."),
    "user_region_shape": ("region_code", "Wilayah pengelola tidak dikenal."),
    "user_email_lower": ("email", "Tulis surel dengan huruf kecil."),
    "user_named": ("full_name", "Nama lengkap wajib diisi."),
}


class AccountRefused(Refused):
    """The account cannot be written this way; `field` says which field."""

    code = "account_refused"


@transaction.atomic
def invite(
    *, by: Actor, at: datetime, username: str, full_name: str, region_code: str, **more: Any
) -> tuple[User, str]:
    """Make an account without a password and a link with which its owner sets one. Returns both.

    `more`: email, nip, phone, is_demo, is_machine, own_family_id. Raises AccountRefused, NotAllowed.
    """
    if not by.is_system:
        by.require(users.MANAGE, region_code)
    user = User(
        username=username.strip().lower(), full_name=full_name.strip(), region_code=region_code, created_at=at, **more
    )
    user.set_unusable_password()
    with at_the_door():
        _write(user)
    lasts = timedelta(hours=settings_store.number("invitation.hours", at=at))
    link = one_time_links.make_link(user=user, purpose=one_time_links.Purpose.INVITATION, at=at, lasts=lasts)
    audit.record(
        "access.user_invited", by=by, at=at, subject=f"user:{user.pk}", region_code=region_code, name=user.full_name
    )
    return user, link


@transaction.atomic
def invite_again(*, by: Actor, at: datetime, user_id: int) -> str:
    """A new link for somebody who lost the first one; "" for an account in use.

    There only its owner's mailbox can open it again: the mail leads to where the owner asks for a new password, so
    neither who sent it nor our tables ever hold a link that works. Raises AccountRefused where there is no address.
    """
    user = users.kept_by(by, user_id)
    if in_use(user):
        _send_to_reset(user, by=by, at=at)
        return ""
    lasts = timedelta(hours=settings_store.number("invitation.hours", at=at))
    audit.record(
        "access.user_invited",
        by=by,
        at=at,
        subject=f"user:{user.pk}",
        region_code=user.region_code,
        name=user.full_name,
    )
    return one_time_links.make_link(user=user, purpose=one_time_links.Purpose.INVITATION, at=at, lasts=lasts)


def refuse_username(username: str) -> None:
    """What `invite` would say of it, for whoever must ask before anything else is compared. Raises AccountRefused."""
    name = username.strip().lower()
    with at_the_door():
        taken = User.objects.filter(username=name).exists()
    if taken or not re.fullmatch(USERNAME, name):
        field, sentence = CLASHES["access_user_username_key" if taken else "user_username_shape"]
        raise AccountRefused(sentence, field=field)


def in_use(user: User) -> bool:
    """Somebody has made it theirs: it has a password, or was entered by another way."""
    return user.has_usable_password() or user.last_login is not None


def _send_to_reset(user: User, *, by: Actor, at: datetime) -> None:
    if not user.email:
        raise AccountRefused(
            "Akun ini sudah dipakai pemiliknya dan tidak punya surel, sehingga kata sandi baru tidak dapat dimintanya. "
            "Pemilik yang masih dapat masuk mengisi surelnya di Akun saya; bila tidak, nonaktifkan akun ini dan undang "
            "akun baru."
        )
    telling.tell_owner(
        user, cause="sandi", at=at, subject="Buat kata sandi Kesos yang baru", link=reverse("account_reset_password"),
        body="Administrator mengirim jalan untuk membuat kata sandi baru. Buka halaman di bawah dan isi surel Anda.",
    )  # fmt: skip
    audit.record(
        "access.reset_sent", by=by, at=at, subject=f"user:{user.pk}", region_code=user.region_code, name=user.full_name
    )


@transaction.atomic
def accept_invitation(*, secret: str, password: str, at: datetime) -> User:
    """Set the password and use the link up. Raises LinkOver, AccountRefused."""
    user = one_time_links.whose(secret=secret, purpose=one_time_links.Purpose.INVITATION, at=at)
    try:
        validate_password(password, user)
    except ValidationError as faults:
        raise AccountRefused(" ".join(faults.messages), field="password") from faults
    one_time_links.use_link(secret=secret, purpose=one_time_links.Purpose.INVITATION, at=at)
    user.set_password(password)
    with at_the_door():
        user.save(update_fields=["password"])
    audit.record("access.password_set", by=actor_for(user.pk, at=at), at=at, subject=f"user:{user.pk}")
    return user


@transaction.atomic
def change(*, by: Actor, at: datetime, user_id: int, **fields: str) -> User:
    """Change name, e-mail, NIP or phone; of one's own account or as the administrator who keeps it.

    The address of an account in use is its owner's alone: a new password is sent there. The one before is told.
    """
    user = User.objects.get(pk=user_id) if user_id == by.user_id else users.kept_by(by, user_id)
    changed = [name for name in CHANGEABLE if name in fields and getattr(user, name) != fields[name]]
    before = user.email
    if "email" in changed and user_id != by.user_id and in_use(user):
        raise AccountRefused(
            "Surel akun yang sudah dipakai hanya diganti pemiliknya, di Akun saya: ke sanalah kata sandi baru dikirim.",
            field="email",
        )
    for name in changed:
        setattr(user, name, fields[name].strip())
    if changed:
        _write(user)
        if user.email != before:
            telling.tell_of_new_address(user, before=before, at=at)
        audit.record(
            "access.user_changed", by=by, at=at, subject=f"user:{user.pk}", region_code=user.region_code,
            fields=", ".join(CHANGEABLE[name] for name in changed),
        )  # fmt: skip
    return user


@transaction.atomic
def set_active(*, by: Actor, at: datetime, user_id: int, active: bool, reason: str) -> User:
    """Switch an account off or on; off ends its sessions and tokens at once, because each request asks again."""
    user = users.kept_by(by, user_id)
    if user.pk == by.user_id:
        raise NotAllowed("Akun sendiri tidak dapat dinonaktifkan. Mintalah administrator lain.")
    if not reason.strip():
        raise AccountRefused("Alasan wajib diisi.", field="reason")
    user.is_active = active
    user.save(update_fields=["is_active"])
    kind = "access.user_reactivated" if active else "access.user_deactivated"
    audit.record(kind, by=by, at=at, subject=f"user:{user.pk}", region_code=user.region_code, reason=reason.strip())
    return user


def _write(user: User) -> None:
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as clash:
        name = getattr(getattr(clash.__cause__, "diag", None), "constraint_name", "")
        field, sentence = CLASHES.get(name, (None, ""))
        if not sentence:
            raise
        raise AccountRefused(sentence, field=field) from clash
