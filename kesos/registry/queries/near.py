"""Whom a mistyped NIK or No KK may have meant: people of the actor's own area, for a person to choose from."""

from dataclasses import dataclass
from datetime import date

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.foundation.numbers import HIGHEST, LOWEST, only_number
from kesos.registry.queries.people import VIEW

SQL = statements("kesos.registry", "sql/near.sql")
MOST, LOOK_AT = 5, 50


@dataclass(frozen=True, slots=True)
class Near:
    """`by_card`: the number typed is near the number of the family card whose head this is."""

    id: int
    full_name: str
    nik: int | None
    birth_date: date | None
    village: str
    by_card: bool


def near_number(actor: Actor, text: str, *, cards: bool = True) -> list[Near]:
    """Whose NIK, or card, becomes this number by one slip: a digit left out, doubled, wrong, or two changed about."""
    slips = sorted(one_slip_from(only_number(text)))
    if not slips:
        return []
    wanted = {"niks": slips, "cards": slips if cards else [], "areas": actor.areas(VIEW), "most": MOST}
    return [Near(*each) for each in rows(SQL["people"], wanted)]


def namesakes(actor: Actor, *, name: str, birth_date: date | None) -> list[Near]:
    """Who bears this name and was born on this day."""
    if birth_date is None or sum(letter.isalnum() for letter in name) < 3:
        return []
    wanted = {"name": name, "birth_date": birth_date, "areas": actor.areas(VIEW), "most": MOST, "look_at": LOOK_AT}
    return [Near(*each) for each in rows(SQL["namesakes"], wanted)]


def one_slip_from(digits: str) -> set[int]:
    """Every number of sixteen digits that a single slip turns into these; none but for 15 to 17 digits."""
    if not (digits.isascii() and digits.isdigit()):
        return set()
    places = range(len(digits))
    if len(digits) == 15:
        found = {digits[:at] + one + digits[at:] for at in range(16) for one in "0123456789"}
    elif len(digits) == 16:
        found = {digits[:at] + one + digits[at + 1 :] for at in places for one in "0123456789"}
        found |= {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in places[:-1]}
        found.discard(digits)
    elif len(digits) == 17:
        found = {digits[:at] + digits[at + 1 :] for at in places}
    else:
        return set()
    return {number for each in found if LOWEST <= (number := int(each)) <= HIGHEST}
