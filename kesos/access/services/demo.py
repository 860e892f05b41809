"""Trying out a role: a link for one use, in demo mode and for demo accounts only."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kesos.access import settings_store
from kesos.access.door import at_the_door
from kesos.access.models import OneTimeLink, User
from kesos.access.queries.users import in_force
from kesos.access.services.one_time_links import make_link
from kesos.foundation.errors import Refused


class NoDemo(Refused):
    code = "no_demo"


@transaction.atomic
def demo_link(*, role: str, at: datetime, username: str = "") -> str:
    """The path of a link into an account that holds `role` now. Raises NoDemo for any that is not demo data."""
    if not settings.DEMO:
        raise NoDemo("Tautan masuk hanya ada pada mode demo, untuk data demo.")
    with at_the_door():
        found = User.objects.filter(is_active=True, is_machine=False)
        if username:
            found = found.filter(username=username.strip().lower())
        holders = in_force(at).filter(role=role.strip().upper()).values("user")
        users = list(found.filter(pk__in=holders).order_by("-is_demo", "pk")[:1])
    if not users:
        raise NoDemo(_nobody(role.strip().upper(), at=at))
    if not users[0].is_demo:
        raise NoDemo("Akun ini bukan data demo. Pemiliknya masuk dengan kata sandinya sendiri.")
    lasts = settings_store.minutes("login_link.minutes", at=at)
    return make_link(user=users[0], purpose=OneTimeLink.Purpose.DEMO, at=at, lasts=lasts)


def _nobody(role: str, *, at: datetime) -> str:
    with at_the_door():
        known = sorted(set(in_force(at).filter(user__is_demo=True).values_list("role", flat=True)))
    if not known:
        return f"Tidak ada akun yang memegang peran {role}. Jalankan kesos demo lebih dahulu."
    return f"Tidak ada akun contoh dengan peran {role} di sana. Yang ada: {', '.join(known)}."
