"""Links that work once: made, shown once, used once. Only their fingerprint is kept."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.urls import reverse

from kesos.access.door import at_the_door, digest, new_secret
from kesos.access.models import OneTimeLink, User
from kesos.foundation.errors import Refused

Purpose = OneTimeLink.Purpose


class LinkOver(Refused):
    """The link was used, has ended, or never was."""

    code = "link_over"
    status = 410


def make_link(*, user: User, purpose: str, at: datetime, lasts: timedelta) -> str:
    """The path of a link; earlier links of this purpose end."""
    secret = new_secret()
    with at_the_door():
        OneTimeLink.objects.filter(user=user, purpose=purpose, used_at=None).delete()
        OneTimeLink.objects.create(user=user, purpose=purpose, digest=digest(secret), made_at=at, ends_at=at + lasts)
    return reverse("access:link" if purpose == Purpose.DEMO else "access:invitation", args=[secret])


ALPHABET = "ABCDEFGHJKLMNPQRTUVWXY346789"  # nothing on paper that is read as something else


def make_code(*, user: User, at: datetime, lasts: timedelta) -> str:
    """A code for paper, "K7QM-4XWD-9TPN": it works with the username it was made for, in place of a link."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(12))
    told = {"purpose": Purpose.INVITATION, "made_at": at, "ends_at": at + lasts}
    with at_the_door():
        OneTimeLink.objects.filter(user=user, purpose=Purpose.INVITATION, used_at=None).delete()
        OneTimeLink.objects.create(user=user, digest=digest(code_secret(user.username, code)), **told)
    return "-".join(code[place : place + 4] for place in (0, 4, 8))


def code_secret(username: str, code: str) -> str:
    """What a code on paper stands for: it is worth nothing without its username."""
    return f"{username.strip().lower()}:{''.join(sign for sign in code.upper() if sign.isalnum())}"


def whose(*, secret: str, purpose: str, at: datetime) -> User:
    """The user of a link that still works, without using it. Raises LinkOver."""
    with at_the_door():
        found = OneTimeLink.objects.filter(digest=digest(secret), purpose=purpose, used_at=None, ends_at__gt=at)
        link = found.select_related("user").filter(user__is_active=True).first()
    if link is None:
        raise over()
    return link.user


@transaction.atomic
def use_link(*, secret: str, purpose: str, at: datetime) -> User:
    """Use the link up; of two who try at once, one gets in. Raises LinkOver."""
    user = whose(secret=secret, purpose=purpose, at=at)
    with at_the_door(), connection.cursor() as cursor:
        cursor.execute(
            "update access_onetimelink set used_at = %s where digest = %s and used_at is null", [at, digest(secret)]
        )
        if cursor.rowcount != 1:
            raise over()
    return user


def over() -> LinkOver:
    return LinkOver("Tautan ini sudah dipakai atau sudah lewat waktunya. Mintalah tautan baru.")


def sign_in(begin: Callable[[], None]) -> None:
    """Run the library's sign-in where it may note the moment on the account."""
    with at_the_door():
        begin()
