"""A death reported at the counter with its certificate: it waits for the registry's own event, or for a supervisor."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from kesos.audit import services as audit
from kesos.bulk.sql import one_at_a_time, row
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.journeys.models import Event
from kesos.journeys.models.events import FLOW
from kesos.journeys.services.receive import reported
from kesos.registry.models import Membership
from kesos.registry.queries import people
from kesos.workflow import services as workflow

REPORT = "death.report"
SQL = statements("kesos.journeys", "sql/reports.sql")


@transaction.atomic
def report_death(*, person_id: int, died_on: date | None, file_key: str, by: Actor, at: datetime) -> Event:
    """Asked again for the same person, the report that waits. Raises NotFound, NotAllowed, Refused."""
    with acting(by):
        person = people.by_id(by, person_id)
        by.require(REPORT, person.region_id)
        one_at_a_time("death", person.pk)  # two counters, or two clicks, are one report
        if waiting := Event.objects.filter(person=person, origin="report", state="DICOCOKKAN").first():
            return waiting
        if person.died_on is not None:
            raise Refused("Orang ini sudah tercatat meninggal.", code="dead_already")
        if person.nik is None:
            raise Refused(
                "NIK orang ini belum terbukti. Selesaikan dahulu tugas identitasnya.", code="person_without_nik"
            )
        if died_on is None or died_on > localdate(at):
            raise Refused("Tanggal meninggal belum diisi atau belum tiba.", code="in_future", field="died_on")
        if person.birth_date and died_on < person.birth_date:
            raise Refused(
                "Tanggal meninggal sebelum tanggal lahir. Periksa lagi dari aktanya.", code="before_birth",
                field="died_on",
            )  # fmt: skip
        if not file_key:
            raise Refused("Lampirkan akta atau surat kematiannya.", code="paper_missing", field="file")
        return _open(person.pk, died_on, file_key, by, at)


def _open(person_id: int, died_on: date, file_key: str, by: Actor, at: datetime) -> Event:
    person = people.by_id(by, person_id)
    own = Membership.objects.filter(person=person, left_on=None).first()
    told = row(SQL["number"], {"city": person.region_id[:4]})
    number = str(told[0]) if told else ""
    with acting(SYSTEM):
        event = Event.objects.create(
            number=number, kind=Event.Kind.DEATH, origin=Event.Origin.REPORT, nik=person.nik,
            full_name=person.full_name, birth_date=person.birth_date, happened_on=died_on,
            region_code=person.region_id, issued_at=at, received_at=at, person=person,
            family_id=own.family_id if own else None, source=reported(by=by, at=at),
        )  # fmt: skip
    case = workflow.open_case(
        flow=FLOW, region_code=person.region_id, family_id=event.family_id, title=person.full_name,
        path=f"/peristiwa/{event.pk}/", by=by, at=at,
    )  # fmt: skip
    with acting(SYSTEM):
        event.case = case
        event.save(update_fields=["case"])
        workflow.attach_paper(case_id=case.pk, paper="surat_kematian", file_key=file_key, by=SYSTEM, at=at)
        workflow.decide(case_id=case.pk, action="padan_nik", by=SYSTEM, at=at)
        event.refresh_from_db()
    audit.record(
        "journeys.death_reported", by=by, at=at, subject=f"person:{person.pk}", region_code=person.region_id,
        number=number,
    )  # fmt: skip
    return event
