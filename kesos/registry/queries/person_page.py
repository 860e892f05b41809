"""One person on one page: who, where, with whom, what is received and was, and why each value is what it is."""

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

    def origin(self, column: str) -> Origin | None:
        return self.origins.get(column) or self.origins.get("")


def person_page(actor: Actor, person_id: int) -> PersonPage:
    """Eight statements, whatever the person's history. Raises NotFound out of reach."""
    person = people.by_id(actor, person_id)
    membership = Membership.objects.select_related("family").filter(person=person, left_on=None).first()
    family = membership.family if membership else None
    wanted = {"person": person.pk, "family": family.pk if family else None}
    return PersonPage(
        person=person,
        family=family,
        members=[Member(*row) for row in rows(SQL["members"], wanted)],
        receipts=[Receipt(*row) for row in rows(SQL["enrolments"], wanted)],
        listings=[Listed(*row) for row in rows(SQL["listings"], wanted)],
        deciles=[DecileOf(*row) for row in rows(SQL["deciles"], wanted)],
        changes=[Change(*row) for row in rows(SQL["changes"], wanted)],
        origins={field: Origin(title, on) for field, title, on in rows(SQL["origins"], wanted)},
    )
