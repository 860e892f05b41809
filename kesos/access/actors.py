"""A user becomes an actor: everything a request may do and see, read in one statement."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from kesos.access.models import User
from kesos.access.permissions import KEPT, WITHOUT_ROWS
from kesos.database.acting import acting
from kesos.database.prepared import prepared
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound

STANDING = "access_standing(%(user)s::bigint, %(at)s::timestamptz, %(without_rows)s::text[])::text"


class Office(NamedTuple):
    """A role held now, weightiest role first."""

    role: str
    label: str
    area: str
    holder: str
    in_session: bool


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
    offices: tuple[Office, ...]


def actor_for(user_id: int, *, at: datetime) -> Actor:
    """Raises NotFound where there is no such user, or not any more."""
    return standing_of(user_id, at=at).actor


def standing_of_session(user: User, *, at: datetime) -> Standing:
    """Of who has just been found for a session: it was read with them. Raises NotFound."""
    return standing_of(user.pk, at=at) if user.standing_told is None else read_standing(user.pk, user.standing_told)


def asked(user_id: int, *, at: datetime) -> dict[str, Any]:
    """What `STANDING` must be told."""
    return {"user": user_id, "at": at, "without_rows": sorted(WITHOUT_ROWS)}


def standing_of(user_id: int, *, at: datetime) -> Standing:
    with prepared() as cursor:
        cursor.execute(f"select {STANDING}", asked(user_id, at=at))
        (told,) = cursor.fetchone()
    return read_standing(user_id, told)


@lru_cache(maxsize=1024)  # who asks again and holds the same offices is the same actor
def read_standing(user_id: int, told: str | None) -> Standing:
    """Of what `STANDING` gave. Raises NotFound where it gave nothing."""
    if told is None:
        raise NotFound("Akun ini tidak ada atau sudah dinonaktifkan.")
    found: dict[str, Any] = json.loads(told)
    grants = _pairs(found["grants"])
    # whoever sees no citizen reaches what they keep the way of all reach: through holders
    managed = {f"{KEPT[permission]}:{area}" for permission, area in grants if permission in KEPT}
    offices = [Office(*office) for office in found["offices"]]
    actor = Actor(
        user_id=user_id,
        name=found["name"],
        roles=frozenset(office.role for office in offices),
        grants=grants,
        holders=frozenset(office.holder for office in offices if office.holder) | managed,
        families=frozenset([found["family"]] if found["family"] else []),
        reach=_pairs(found["reach"]),
        sees=frozenset(found["sees"]),
        off=frozenset(found["off"]),
        lent=frozenset((permission, area, int(user)) for permission, area, user in _split(found["lent"])),
    )
    opened = found["staff_session"]
    return Standing(
        actor=actor,
        needs_second_factor=found["needs_second_factor"],
        has_second_factor=found["has_second_factor"],
        staff_session=OpenStaffSession(opened["area"], opened["reason"], datetime.fromisoformat(opened["ends_at"]))
        if opened
        else None,
        offices=tuple(office for office in offices if not office.in_session),
    )


def _pairs(told: list[str]) -> frozenset[tuple[str, str]]:
    return frozenset((permission, area) for permission, area in _split(told))


def _split(told: list[str]) -> Iterator[list[str]]:
    return (each.split(" ") for each in told)


def email_of(user_id: int) -> str:
    """Where notices to this user go; empty where no address is known or the account is closed."""
    with acting(SYSTEM):
        return User.objects.filter(pk=user_id, is_active=True).values_list("email", flat=True).first() or ""
