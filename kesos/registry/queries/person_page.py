"""One person on one page: who, where, with whom, what is received and was, and why each value is what it is."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.registry.models import Family, Membership, Person
from kesos.registry.queries import people

SQL = statements("kesos.registry", "sql/person_page.sql")


@dataclass(frozen=True, slots=True)
class Member:
    person_id: int
    full_name: str
    nik: int | None
    sex: str
    birth_date: date | None
    died_on: date | None
    occupation: str
    relation: int
    joined_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """One programme of the person or, through another member, of the family."""

    programme: str
    state: str
    from_on: date
    to_on: date | None
    source: str
    source_on: date
    person_id: int
    full_name: str
    unlisted_reason: str  # why a family outside the integrated data receives it


@dataclass(frozen=True, slots=True)
class Listed:
    register: str
    number: str
    from_on: date
    to_on: date | None
    decree: str
    source: str
    source_on: date


@dataclass(frozen=True, slots=True)
class DecileOf:
    release: str
    decile: int | None
    as_sent: str
    source: str
    source_on: date


@dataclass(frozen=True, slots=True)
class Change:
    changed_at: datetime
    before: dict[str, Any]
    source: str
    source_on: date
    source_kind: str


@dataclass(frozen=True, slots=True)
class Origin:
    source: str
    source_on: date


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: Person
    family: Family | None
    members: list[Member]
    receipts: list[Receipt]
    listings: list[Listed]
    deciles: list[DecileOf]
    changes: list[Change]
    origins: dict[str, Origin]  # by column; "" is where all others come from
    names: dict[str, str]  # of the places in `person` and `changes`, and of those above

    def origin(self, column: str) -> Origin | None:
        return self.origins.get(column) or self.origins.get("")


def person_page(actor: Actor, person_id: int) -> PersonPage:
    """Three statements, whatever the person's history. Raises NotFound out of reach."""
    person = people.by_id(actor, person_id)
    membership = Membership.objects.select_related("family__source").filter(person=person, left_on=None).first()
    family = membership.family if membership else None
    found = _lists({"person": person.pk, "family": family.pk if family else None})
    return PersonPage(
        person=person,
        family=family,
        members=[Member(*row) for row in found["members"]],
        receipts=[Receipt(*row) for row in found["enrolments"]],
        listings=[Listed(*row) for row in found["listings"]],
        deciles=[DecileOf(*row) for row in found["deciles"]],
        changes=[Change(*row) for row in found["changes"]],
        origins={field: Origin(title, on) for field, title, on in found["origins"]},
        names=dict(found["place_names"]),
    )


# which columns of each list are days or moments: JSON has neither
_LISTS: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "members": ((4, 5, 8, 9), ()),
    "enrolments": ((2, 3, 5), ()),
    "listings": ((2, 3, 6), ()),
    "deciles": ((4,), ()),
    "changes": ((3,), (0,)),
    "origins": ((2,), ()),
    "place_names": ((), ()),
}
_ALL = "select " + ", ".join(f"(select json_agg(t) from ({SQL[name]}) t)" for name in _LISTS)  # noqa: S608


def _lists(wanted: dict[str, Any]) -> dict[str, list[list[Any]]]:
    """All lists in one round trip, each row with its columns in the order of its statement."""
    (told,) = rows(_ALL, wanted)
    found: dict[str, list[list[Any]]] = {}
    for (name, (days, moments)), each in zip(_LISTS.items(), told, strict=True):
        every = json.loads(each) if isinstance(each, str) else each or []
        found[name] = [list(row.values()) for row in every]
        for row in found[name]:
            for at in days:
                row[at] = date.fromisoformat(row[at]) if row[at] else None
            for at in moments:
                row[at] = datetime.fromisoformat(row[at])
    return found
