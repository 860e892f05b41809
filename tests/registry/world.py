"""Short words for a small registry: sources, people, families."""

from datetime import UTC, date, datetime
from itertools import count

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.registry.models import Family, Membership, Person, Source

AT = datetime(2026, 11, 9, 3, 0, tzinfo=UTC)
BAWANG, NGRONGGO, MOJOROTO = "3571031009", "3571031001", "3571011001"
_serial = count(1)


def an_operator(*areas: str, user_id: int = 11, permissions: tuple[str, ...] = ("person.view",), **more) -> Actor:
    return Actor(
        user_id=user_id, name="Dwi Astutik", grants=frozenset((p, a) for p in permissions for a in areas), **more
    )


def a_source(title: str = "BNBA November", dated_on: date = date(2026, 11, 1), kind: str = "import") -> Source:
    return Source.objects.create(kind=kind, title=title, dated_on=dated_on, received_at=AT, by_user_id=11)


def a_nik(born: date = date(1979, 4, 12), sex: str = "P") -> int:
    day = born.day + (40 if sex == "P" else 0)
    return int(f"997103{day:02d}{born.month:02d}{born.year % 100:02d}{next(_serial):04d}")


def a_person(
    full_name: str = "SULASTRI", *, region: str = BAWANG, born: date = date(1979, 4, 12), sex: str = "P", **more
) -> Person:
    """Made by the system, so that a test may place people anywhere."""
    with acting(SYSTEM):
        if not {"nik", "nik_claimed", "nik_as_written", "no_nik_reason"} & more.keys():
            more["nik"] = a_nik(born, sex)
        source = more.pop("source", None) or a_source()
        return Person.objects.create(
            full_name=full_name, region_id=region, birth_date=born, sex=sex, source=source, updated_at=AT, **more
        )


def a_family(*people: Person, kk: int | None = None, region: str = BAWANG, **more) -> Family:
    """The first of the people is the head, the others are children."""
    with acting(SYSTEM):
        kk = kk or int(f"997103010110{next(_serial):04d}")
        family = Family.objects.create(kk=kk, region_id=region, source=a_source(), updated_at=AT, **more)
        for place, person in enumerate(people):
            Membership.objects.create(
                person=person,
                family=family,
                relation=1 if place == 0 else 4,
                joined_on=date(2020, 1, 1),
                source=family.source,
            )
        return family
