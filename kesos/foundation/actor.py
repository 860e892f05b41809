"""Who acts: passed into every service as `by`, never looked up inside."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain

from kesos.foundation.errors import NotAllowed

SYSTEM_USER_ID = 0


@dataclass(frozen=True, slots=True)
class Actor:
    """A user with what they may do where, as of one moment.

    `grants` holds pairs of permission name and area; an area is a region code without dots of 2, 4, 6 or
    10 digits, and "" is the whole country. `holders` are what gives reach beyond area, as "kind:id"
    ("institution:12", "forum:3", "assignment:7"). `families` are ids of families the actor belongs to, on
    whose cases they may not decide. The system (user 0) may do what a flow gives to `system` and nothing else.

    `reach` are grants that open no row by area, only what `holders` or `families` reach. `sees` are the areas whose
    rows the database shows, where that is less than the grants say (an administrator of accounts sees no citizen).
    `lent` are grants held as Plt. or Plh. in the name of another user; `on_behalf_of` is told of one act, by
    `as_deputy`, and stands in the audit. `off` are the features that every kab/kota of the actor has switched off.
    """

    user_id: int
    name: str = ""
    roles: frozenset[str] = frozenset()
    grants: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    holders: frozenset[str] = frozenset()
    families: frozenset[int] = field(default=frozenset(), repr=False)
    reach: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    sees: frozenset[str] | None = field(default=None, repr=False)
    lent: frozenset[tuple[str, str, int]] = field(default=frozenset(), repr=False)
    on_behalf_of: str = ""
    off: frozenset[str] = frozenset()
    # a page asks for some thirty permissions, so what is held anywhere is worked out once
    _held: frozenset[str] = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self) -> None:
        held = frozenset(permission for permission, _ in chain(self.grants, self.reach))
        object.__setattr__(self, "_held", held)

    @property
    def is_system(self) -> bool:
        return self.user_id == SYSTEM_USER_ID

    def areas(self, permission: str) -> list[str]:
        """The areas where the actor holds this permission, without those inside another one."""
        return outermost(area for held, area in self.grants if held == permission)

    def all_areas(self) -> list[str]:
        """The areas in which the actor holds any permission: what the database lets through."""
        return outermost(self.sees if self.sees is not None else (area for _, area in self.grants))

    def holds(self, permission: str) -> bool:
        return permission in self._held

    def may(self, permission: str, region_code: str) -> bool:
        return any(held == permission and region_code.startswith(area) for held, area in chain(self.grants, self.reach))

    def in_the_name_of(self, permission: str, region_code: str) -> int | None:
        """The user whose office gives the actor this permission here; None where it is the actor's own."""
        return next(
            (user for held, area, user in self.lent if held == permission and region_code.startswith(area)), None
        )

    def as_deputy(self, permission: str, region_code: str) -> "Actor":
        """The actor for this one act, with the name it is done in, where it is done as Plt. or Plh."""
        user = self.in_the_name_of(permission, region_code)
        return replace(self, on_behalf_of=f"user:{user}") if user else self

    def require(self, permission: str, region_code: str) -> None:
        """Raises NotAllowed where the actor does not hold the permission in this place."""
        if not self.may(permission, region_code):
            raise NotAllowed()


def outermost(areas: Iterable[str]) -> list[str]:
    """Sorted areas, each not inside another: ["35", "3571"] becomes ["35"]."""
    kept: list[str] = []
    for area in sorted(set(areas)):
        if not kept or not area.startswith(kept[-1]):
            kept.append(area)
    return kept


SYSTEM = Actor(user_id=SYSTEM_USER_ID, name="Sistem", roles=frozenset({"system"}))
