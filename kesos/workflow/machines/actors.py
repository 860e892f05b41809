"""Reads who may act: "A|B" any of them, "A+B" both, "A then B" one after the other, "A asal/tujuan" with a place."""

from dataclasses import dataclass

from kesos.workflow.flow import BadFlow, Place

SYSTEM_ROLE = "system"
CITIZEN_ROLE = "WARGA"
_PLACES: dict[str, Place] = {"asal": "own", "tujuan": "other"}


@dataclass(frozen=True, slots=True)
class Who:
    """Roles that may do a step: each set is one agreement, given by any of its roles."""

    parts: tuple[frozenset[str], ...]
    place: Place = "own"

    def roles(self) -> frozenset[str]:
        return frozenset().union(*self.parts)


def in_turn(text: str) -> list[str]:
    """ "SUPERVISOR then KADIS" is two steps, one after the other."""
    return [part.strip() for part in text.split(" then ")]


def who(text: str, *, places: dict[str, Place] | None = None) -> Who:
    """The roles of one step. `places` names roles that act from another place than the case's own."""
    parts: list[frozenset[str]] = []
    found: set[Place] = set()
    for both in text.split("+"):
        roles = set()
        for one in both.split("|"):
            role, place = _one(one.strip(), places or {})
            roles.add(role)
            if role != SYSTEM_ROLE:
                found.add(place)
        parts.append(frozenset(roles))
    if len(found) > 1:
        return Who(tuple(parts), "either")
    return Who(tuple(parts), found.pop() if found else "own")


def _one(text: str, places: dict[str, Place]) -> tuple[str, Place]:
    # "WARGA via OP_DESA asal": the citizen only reports; the operator of the origin acts
    words = text.rpartition(" via ")[2].split()
    role = words[0] if words else ""
    if not role or len(words) > 2 or (len(words) == 2 and words[1] not in _PLACES):
        raise BadFlow(f"no reading for the actor «{text}»")
    return role, _PLACES[words[1]] if len(words) == 2 else places.get(role, "own")
