"""A user becomes an actor: everything a request may do and see, read in one statement."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kesos.access.permissions import WITHOUT_ROWS
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class OpenStaffSession:
    area: str
    reason: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """An actor with what only the entrance needs to know."""

    actor: Actor
    needs_second_factor: bool
    has_second_factor: bool
    staff_session: OpenStaffSession | None
    offices: list[tuple[str, str, str]]  # label of the role, area, holder


def actor_for(user_id: int, *, at: datetime) -> Actor:
    """Raises NotFound where there is no such user, or not any more."""
    return standing_of(user_id, at=at).actor


def standing_of(user_id: int, *, at: datetime) -> Standing:
    with connection.cursor() as cursor:
        cursor.execute("select access_standing(%s, %s, %s)", [user_id, at, sorted(WITHOUT_ROWS)])
        (told,) = cursor.fetchone()
    if told is None:
        raise NotFound("Akun ini tidak ada atau sudah dinonaktifkan.")
    found: dict[str, Any] = json.loads(told)
    grants = frozenset((permission, area) for permission, area in found["grants"])
    # reach to accounts goes the way of all reach: through holders
    managed = {f"users:{area}" for permission, area in grants if permission == "user.manage"}
    actor = Actor(
        user_id=user_id,
        name=found["name"],
        roles=frozenset(found["roles"]),
        grants=grants,
        holders=frozenset(found["holders"]) | managed,
        families=frozenset([found["family"]] if found["family"] else []),
        reach=frozenset((permission, area) for permission, area in found["reach"]),
        sees=frozenset(found["sees"]),
        lent=frozenset((permission, area, user) for permission, area, user in found["lent"]),
    )
    opened = found["staff_session"]
    return Standing(
        actor=actor,
        needs_second_factor=found["needs_second_factor"],
        has_second_factor=found["has_second_factor"],
        staff_session=OpenStaffSession(opened["area"], opened["reason"], datetime.fromisoformat(opened["ends_at"]))
        if opened
        else None,
        offices=[(label, area, holder) for label, area, holder in found["offices"]],
    )
