"""Families with and without aid in Kota Kediri, in short words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.programmes.models import Quota, ReplacementRun, Waiting
from kesos.programmes.services import deaths, replace
from kesos.registry.models import Decile, Enrolment, Family, Listing, Person
from kesos.workflow.machines import permissions_by_role
from tests.registry.world import a_family, a_person, a_source

BAWANG, NGRONGGO, MOJOROTO, KEDIRI = "3571031009", "3571031001", "3571011001", "3571"
AT = datetime(2026, 11, 9, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 9)
_turn = count(1)


def official(role: str, area: str, user_id: int, *extra: str) -> Actor:
    held = permissions_by_role().get(role, frozenset()) | {"person.view", "programme.view", *extra}
    return Actor(
        user_id=user_id, name=f"{role} {area}", roles=frozenset({role}), grants=frozenset((p, area) for p in held)
    )


OPERATOR = official("OP_DESA", BAWANG, 101)
NEXT_OPERATOR = official("OP_DESA", NGRONGGO, 102)
OFFICE = official("OP_DINSOS", KEDIRI, 203, "replacement.plan")
SUPERVISOR = official("SUPERVISOR", KEDIRI, 201)
HEAD = official("KADIS", KEDIRI, 301)
ADMIN = official("ADMIN", KEDIRI, 401, "programme.manage")


def a_listed_family(
    name: str = "SULASTRI", *, region: str = BAWANG, decile: int | None = 2, members: tuple[Person, ...] = (), **more
) -> tuple[Family, Person]:
    """A mother and a child of six, listed in DTSEN; the mother is the manager."""
    mother = a_person(name, region=region, **more)
    child = a_person(f"ANAK {name}", region=region, sex="L", born=date(2020, 5, 1))
    family = a_family(mother, *(members or (child,)), region=region)
    with acting(SYSTEM):
        source = a_source()
        Listing.objects.create(family=family, register="dtsen", from_on=date(2025, 1, 1), source=source)
        if decile:
            Decile.objects.create(family=family, release="2026-3", decile=decile, as_sent=str(decile), source=source)
    return family, mother


def enrolled(family: Family, person: Person, programme: str = "PKH", **more) -> Enrolment:
    with acting(SYSTEM):
        return Enrolment.objects.create(
            family=family, person=person, programme=programme, from_on=more.pop("from_on", date(2026, 1, 1)),
            source=a_source(), **more,
        )  # fmt: skip


def a_recipient(programme: str = "PKH", **more) -> Enrolment:
    family, person = a_listed_family(**more)
    return enrolled(family, person, programme)


def a_quota(programme: str, places: int, *, region: str = KEDIRI) -> Quota:
    with acting(SYSTEM):
        return Quota.objects.create(
            programme_id=programme, region_id=region, places=places, basis="Keputusan contoh",
            valid_from=date(2026, 1, 1),
        )  # fmt: skip


def waiting(programme: str, *, region: str = BAWANG, decile: int | None = 2, **more) -> Waiting:
    family, person = a_listed_family(f"MENUNGGU {next(_turn)}", region=region, decile=decile)
    with acting(SYSTEM):
        return Waiting.objects.create(
            programme_id=programme, family=family, person=person, region_code=region, decile=decile,
            proposed_on=more.pop("proposed_on", date(2026, 9, 1)), entered_at=AT, **more,
        )  # fmt: skip


def state_of(enrolment: Enrolment) -> str:
    with acting(SYSTEM):
        return Enrolment.objects.get(pk=enrolment.pk).state


def died(person: Person, on: date | None = date(2026, 11, 3)) -> None:
    with acting(SYSTEM):
        Person.objects.filter(pk=person.pk).update(died_on=on, updated_at=AT)


@dataclass(frozen=True)
class Succession:
    """Somebody left a place, somebody waits, one was passed over, and a plan joins them."""

    left: Enrolment
    waits: Waiting
    plan: ReplacementRun


def a_left_place(programme: str = "PBPU-PEMDA", *, at: datetime = AT, **more) -> Enrolment:
    """Somebody died who received it; their family has no other adult."""
    gone = a_recipient(programme, **more)
    died(gone.person)
    deaths.end_by_death(people=[gone.person_id], at=at)
    return gone


def a_succession(programme: str = "PBPU-PEMDA", *, at: datetime = AT) -> Succession:
    gone = a_left_place(programme, name="YANG PERGI", at=at)
    holder = waiting(programme, decile=1)
    enrolled(holder.family, holder.person, "PBI-JK")
    waits = waiting(programme, decile=2)
    return Succession(gone, waits, replace.plan(region_code=KEDIRI, by=OFFICE, at=at))
