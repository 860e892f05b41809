"""The official a command acts as: whoever runs it names somebody who may, and that one's powers hold."""

from datetime import datetime

from kesos.access.actors import actor_for
from kesos.access.models import User
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed, NotFound


def official(username: str, *, permission: str, at: datetime) -> Actor:
    """Raises NotFound, and NotAllowed where the user holds the permission nowhere."""
    with acting(SYSTEM):
        number = User.objects.filter(username=username, is_active=True).values_list("pk", flat=True).first()
    if number is None:
        raise NotFound(f"Tidak ada pengguna aktif bernama {username}.")
    by = actor_for(number, at=at)
    if not by.areas(permission):
        raise NotAllowed(f"{username} tidak berwenang untuk pekerjaan ini ({permission}).", code="not_allowed")
    return by
