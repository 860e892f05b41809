"""One of everything of the portal in the kelurahan Bawang, for the walks through every address and endpoint."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kesos.access.actors import actor_for
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.portal.models import CitizenAccount, Consent, Incident, Report, RetentionRun, RightRequest
from kesos.portal.queries.recipients import recipients
from kesos.portal.services import incidents as incident_acts
from kesos.portal.services import retention
from kesos.portal.services.rights import Demand, ask, give_consent
from kesos.registry.models import Enrolment, Person
from tests.access.world import an_official
from tests.api.world import BAWANG, KEDIRI, NOW
from tests.portal.world import a_recipient, step, tell_as, told_sanggah


@dataclass(frozen=True)
class PortalThings:
    """What a citizen of Bawang told and asked, on its way."""

    citizen: Actor
    person: Person
    recipient: Enrolment
    report: Report
    right: RightRequest
    consent: Consent
    incident: Incident
    surveyor: Actor


def portal_things(citizen: Actor) -> PortalThings:
    recipient = a_recipient("SITI AMINAH")
    report = tell_as(citizen, told_sanggah(recipient), at=NOW)
    with acting(SYSTEM):
        person = Person.objects.get(pk=CitizenAccount.objects.get(user_id=citizen.user_id).person_id)
    surveyor = actor_for(an_official("tksk.pesantren", "TKSK", BAWANG[:6]).pk, at=NOW)
    with acting(citizen):
        right = ask(
            demand=Demand("koreksi_data", "Seharusnya 12 Mei", about="Tanggal lahir"), person_id=person.pk, by=citizen,
            at=NOW,
        )  # fmt: skip
        consent = give_consent(person_id=person.pk, purpose="publikasi_foto", by=citizen, at=NOW)
    keeper = Actor(990, "Penjaga", grants=frozenset({("incident.manage", KEDIRI)}))
    incident = incident_acts.enter(
        told=incident_acts.Entered("Laptop hilang", NOW - timedelta(hours=1), "Nama", 40, "Dicuri", "", "Kepala dinas"),
        region_code=KEDIRI, by=keeper, at=NOW,
    )  # fmt: skip
    return PortalThings(citizen, person, recipient, report, right, consent, incident, surveyor)


def in_the_field(things: PortalThings) -> Report:
    """The report noted, with its surveyor named."""
    dinsos = actor_for(an_official("dinsos.lapangan", "OP_DINSOS", KEDIRI).pk, at=NOW)
    step(dinsos, things.report, "catat", at=NOW)
    return step(dinsos, things.report, "tugaskan", at=NOW, surveyor_id=things.surveyor.user_id)


def proven(things: PortalThings) -> Report:
    """Its end, whatever the way there."""
    with acting(SYSTEM):
        Report.objects.filter(pk=things.report.pk).update(state="DITERIMA_BENAR", ended_at=NOW)
    return things.report


def mark_for(by: Actor) -> str:
    return recipients(BAWANG, "siti aminah", by=by, masked=False)[0].mark


def a_preview() -> RetentionRun:
    keeper = Actor(991, "Penjaga", grants=frozenset({("retention.manage", "")}))
    return retention.look(name="tellers", by=keeper, at=NOW)


def an_objection() -> dict[str, Any]:
    return {
        "kind": "keberatan", "about": "PKH November", "wish": "Rumah itu milik kakak", "against": "usulan_otomatis",
        "told_on": date(2026, 11, 2).isoformat(),
    }  # fmt: skip
