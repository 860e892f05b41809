"""A small region counted by hand: people in two kelurahan of Kediri and one of the next kab/kota."""

from datetime import date

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.insight.services.refresh import refresh
from kesos.registry.models import Decile, Enrolment, Listing, Person
from tests.registry.world import AT, BAWANG, MOJOROTO, NGRONGGO, a_family, a_person, a_source

PARE = "3506152010"
KEDIRI = "3571"


def a_household(region=BAWANG, *, people=1, listed="", decile=None, **more):
    """A family, its people, and what is known of it: listed in which register, in which decile."""
    members = [a_person(f"WARGA {n}", region=region) for n in range(people)]
    family = a_family(*members, region=region, **more)
    with acting(SYSTEM):
        source = family.source
        for register in listed.split():
            Listing.objects.create(family=family, register=register, from_on=date(2026, 1, 1), source=source)
        if decile is not None:
            Decile.objects.create(family=family, release="2026-3", decile=decile, as_sent=str(decile), source=source)
    return family, members


def receives(person: Person, programme: str, *, family=None, state="AKTIF", until=None) -> Enrolment:
    with acting(SYSTEM):
        return Enrolment.objects.create(
            person=person, family=family, programme=programme, state=state, from_on=date(2026, 1, 1), to_on=until,
            source=a_source(), unlisted_reason="uji",
        )  # fmt: skip


def counted(at=AT) -> int:
    return refresh(at=at)


__all__ = [
    "AT", "BAWANG", "KEDIRI", "MOJOROTO", "NGRONGGO", "PARE", "a_household", "counted", "receives",
]  # fmt: skip
