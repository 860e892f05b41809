"""One event and one move of the kelurahan Bawang, for walks through every screen and endpoint."""

import io
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.journeys.models import AidEffect, Event, HealthStatus, ManagerChange, Move
from kesos.journeys.services import report_move, take_file
from kesos.journeys.services.change_manager import propose_manager
from kesos.journeys.services.report_move import Asked
from kesos.registry.models import Enrolment, Person
from tests.api.things import Things
from tests.api.world import BAWANG, NOW
from tests.journeys.world import OFFICE, a_death, a_file_of, arrive, enrolled, event, official
from tests.registry.world import a_family, a_person, a_source

OPERATOR = official("OP_DESA", BAWANG, 101)
CLERK = official("OP_DESA", BAWANG, 101, "programme.view")


def a_told_death(things: Things) -> Event:
    """Of somebody who is not registered: a task of the social office."""

    def make() -> Event:
        told = a_death(a_person("KARTINI"), nik=9971035204790123)
        arrive(told, at=NOW)
        return event(told)

    return things.once("told death", make)


def an_event_file(things: Things) -> UUID:
    """Sent by the office: the death of somebody of the kelurahan, and a row that is wrong."""

    def make() -> UUID:
        told = a_death(a_person("WAGINAH"))
        content = a_file_of([told, replace(told, number="DUK-K-SALAH", happened_on=date(2030, 1, 1))])
        with acting(OFFICE):
            return take_file.keep(data=io.BytesIO(content), name="peristiwa.csv", by=OFFICE, at=NOW).pk

    return things.once("event file", make)


def a_told_move(things: Things) -> Move:
    """Reported at Bawang; to Mojoroto, so that the next kelurahan has nothing to do with it."""

    def make() -> Move:
        family = a_family(a_person("SLAMET RIYADI", sex="L"))
        asked = Asked(family_id=family.pk, to_region_code="3571011001", moved_on=date(2026, 11, 1))
        return report_move.report_move(asked=asked, paper="surat_pindah", file_key=str(uuid4()), by=OPERATOR, at=NOW)

    return things.once("told move", make)


@dataclass(frozen=True)
class Awaiting:
    """What a family held through its father, who died, and the mother who may take over."""

    held: Enrolment
    heir: Person


def an_awaiting(things: Things) -> Awaiting:
    def make() -> Awaiting:
        father, mother = a_person("WARSITO", sex="L", born=date(1970, 1, 1)), a_person("WARSINI", born=date(1972, 1, 1))
        held = enrolled(father, family=a_family(father, mother))
        arrive(a_death(father), at=NOW)
        return Awaiting(held, mother)

    return things.once("awaiting", make)


def a_named_manager(things: Things) -> ManagerChange:
    """Of another family, so that the first one still waits to be named."""

    def make() -> ManagerChange:
        father, mother = a_person("PARTO", sex="L", born=date(1970, 1, 1)), a_person("PARTINI", born=date(1972, 1, 1))
        held = enrolled(father, family=a_family(father, mother))
        arrive(a_death(father), at=NOW)
        return propose_manager(enrolment_id=held.pk, person_id=mother.pk, by=CLERK, at=NOW)

    return things.once("named manager", make)


def fill_journeys(things: Things) -> None:
    """A row of the kelurahan in every table of this part that the database guards."""
    death, move = a_told_death(things), a_told_move(things)
    assert death.region_code == move.region_code == a_named_manager(things).region_code
    person = a_person("RUKMINI")
    with acting(SYSTEM):
        held = Enrolment.objects.create(
            person=person, programme="PBI-JK", from_on=date(2026, 1, 1), unlisted_reason="uji", source=a_source()
        )
        HealthStatus.objects.create(
            person=person, status="aktif_pbi", answered_at=NOW, asked_at=NOW, asked_by=OPERATOR.user_id
        )
        AidEffect.objects.create(event=death, enrolment=held, region_code=BAWANG, why="own", at=NOW)
