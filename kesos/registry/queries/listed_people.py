"""People as a letter of being listed tells of them: many at once, each with family, listing and programmes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.registry.queries import people

SQL = statements("kesos.registry", "sql/listed_people.sql")


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody alive who lives in the family today; the person is one of them."""

    person_id: int
    full_name: str
    nik: int | None
    relation: int


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """`register` is None where the family is not listed on the day."""

    person_id: int
    full_name: str
    nik: int | None
    sex: str
    birth_place: str
    birth_date: date | None
    occupation: str
    region_code: str
    family_id: int | None
    kk: int | None
    address: str
    rt: str
    rw: str
    register: str | None
    number: str
    decree: str
    listed_by: date
    release: str | None
    decile: int | None
    programmes: list[str]
    members: list[Housemate] = field(default_factory=list)


def listed_people(actor: Actor, person_ids: Sequence[int], *, on: date) -> dict[int, ListedPerson]:
    """By person; who is out of reach is not in it."""
    told = {"people": list(person_ids), "areas": actor.areas(people.VIEW), "on": on}
    found = [ListedPerson(*one) for one in rows(SQL["people"], told)]
    homes: dict[int, list[ListedPerson]] = defaultdict(list)
    for each in found:
        if each.family_id is not None:
            homes[each.family_id].append(each)
    for family, *member in rows(SQL["members"], {"families": list(homes)}):
        for each in homes[family]:
            each.members.append(Housemate(*member))
    return {each.person_id: each for each in found}
