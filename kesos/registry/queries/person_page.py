"""One person on one page: who, where, with whom, what is received and was, and why each value is what it is."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import Model

from kesos.bulk.statements import statements
from kesos.database.prepared import prepared
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.foundation.region_code import ancestors, with_dots
from kesos.registry.models import Family, Person, Source
from kesos.registry.queries import on_person, people, ppks
from kesos.registry.queries.on_person import Fact, Underway
from kesos.workflow.machines.labels import labels

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
class OpenCase:
    """A case of any flow that is under way for the family."""

    id: int
    flow: str
    state: str
    title: str
    path: str
    opened_at: datetime
    due_at: datetime | None

    @property
    def told(self) -> str:
        return self.title or labels().flow(self.flow)

    @property
    def state_told(self) -> str:
        return labels().state(self.flow, self.state)


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: Person
    family: Family | None
    members: list[Member]
    receipts: list[Receipt]
    listings: list[Listed]
    deciles: list[DecileOf]
    changes: list[Change]
    cases: list[OpenCase]
    facts: list[Fact]
    underway: list[Underway]
    origins: dict[str, Origin]  # by column; "" is where all others come from
    names: dict[str, str]  # of the places in `person` and `changes`, and of those above

    @property
    def person_id(self) -> int:
        return self.person.pk

    @property
    def place(self) -> str:
        """ "Bawang, Pesantren, Kota Kediri, Jawa Timur"."""
        known = [self.names[code] for code in reversed(ancestors(self.person.region_id)) if code in self.names]
        return ", ".join(known) or with_dots(self.person.region_id)

    def origin(self, column: str) -> Origin | None:
        return self.origins.get(column) or self.origins.get("")


def person_page(actor: Actor, person_id: int, *, opened: bool = False) -> PersonPage:
    """One statement, whatever the person's history. Raises NotFound out of reach.

    Types of PPKS for roles with need alone are hidden, and who holds no such role is not told that there are any;
    `opened` is for whom `services.open_ppks` has let look.
    """
    secret = [] if opened else ppks.secret()
    with prepared() as cursor:
        cursor.execute(_page(), {"person": person_id, "areas": actor.areas(people.VIEW), "secret": secret})
        told = cursor.fetchone()
    if told is None:
        raise NotFound("Warga tidak ditemukan.")
    found = as_told(LISTS, told)
    person, source, family, family_source = _models(told[len(LISTS) :])
    person.source = source
    if family is not None:
        family.source = family_source
    facts = [Fact(*one) for one in found["facts"]]
    return PersonPage(
        person=person,
        family=family,
        members=[Member(*one) for one in found["members"]],
        receipts=[Receipt(*one) for one in found["enrolments"]],
        listings=[Listed(*one) for one in found["listings"]],
        deciles=[DecileOf(*one) for one in found["deciles"]],
        changes=[Change(*one) for one in found["changes"]],
        cases=[OpenCase(*one) for one in found["cases"]],
        facts=[one for one in facts if not one.hidden or ppks.may_open(actor, person.region_id)],
        underway=[Underway(*one) for one in found["underway"]],
        origins={field: Origin(title, on) for field, title, on in found["origins"]},
        names=dict(found["place_names"]),
    )


# which columns of each list are days or moments: JSON has neither
LISTS: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "members": ((4, 5, 8, 9), ()),
    "enrolments": ((2, 3, 5), ()),
    "listings": ((2, 3, 6), ()),
    "deciles": ((4,), ()),
    "changes": ((3,), (0,)),
    "origins": ((2,), ()),
    "cases": ((), (5, 6)),
    "facts": ((4, 5, 7), ()),
    "underway": ((4,), ()),
    "place_names": ((), ()),
}
_MODELS: dict[str, type[Model]] = {"p": Person, "s": Source, "f": Family, "fs": Source}


def lists(names: Iterable[str]) -> str:
    """Columns of a statement that knows %(person)s, %(secret)s and `mine`: each list as one value."""
    every = {**SQL, "facts": on_person.facts_sql(), "underway": on_person.underway_sql()}
    return ", ".join(f"(select json_agg(t) from ({every[name]}) t)" for name in names)  # noqa: S608 - our own statements


@cache
def _page() -> str:
    """Put together once all parts are there."""
    return SQL["page"].format(
        lists=lists(LISTS),
        columns=", ".join(
            f"{at}.{field.column}" for at, model in _MODELS.items() for field in model._meta.concrete_fields
        ),
    )


def _models(told: Sequence[Any]) -> list[Any]:
    """One object of each model, or None where there is no such row."""
    values, found = iter(told), []
    for model in _MODELS.values():
        fields = model._meta.concrete_fields
        own = list(islice(values, len(fields)))
        found.append(None if own[0] is None else model.from_db(None, [field.attname for field in fields], own))
    return found


def as_told(names: Iterable[str], told: Sequence[Any]) -> dict[str, list[list[Any]]]:
    """Each list with its columns in the order of its statement; `told` begins with a value for each of `names`."""
    found: dict[str, list[list[Any]]] = {}
    for name, each in zip(names, told, strict=False):
        days, moments = LISTS[name]
        every = json.loads(each) if isinstance(each, str) else each or []
        found[name] = [list(one.values()) for one in every]
        for one in found[name]:
            for at in days:
                one[at] = date.fromisoformat(one[at]) if one[at] else None
            for at in moments:
                one[at] = datetime.fromisoformat(one[at]) if one[at] else None
    return found
