"""One page and one answer over all six sets: what is received, in process, not received; what only some may see."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import Waiting
from kesos.proposals.models import Proposal
from kesos.registry.models import Enrolment, Listing, PovertyTarget, PpksRecord
from kesos.workflow.services import open_case
from tests.api.world import KEDIRI, NOW, a_program
from tests.institutions.world import a_home, helps, stays
from tests.proposals.world import an_open_month
from tests.registry.world import AT, BAWANG, a_family, a_person, a_source

pytestmark = pytest.mark.django_db
SINCE = date(2025, 3, 1)


@pytest.fixture
def sulastri():
    """Somebody who stands in all six sets, twice among the PPKS, once in a type that is not for everybody."""
    person = a_person("SULASTRI")
    family = a_family(person)
    with acting(SYSTEM):
        source = a_source()
        Listing.objects.create(family=family, register="dtks", from_on=SINCE, source=source)
        for code in ("PPKS-13", "PPKS-16"):
            PpksRecord.objects.create(person=person, type=code, from_on=SINCE, source=source)
        PovertyTarget.objects.create(family=family, period="2026", from_on=SINCE, source=source)
        Enrolment.objects.create(person=person, family=family, programme="SEMBAKO", from_on=SINCE, source=source)
    stays(person, a_home())
    helps("PSKS-09", person=person)
    return person


def address(person):
    return reverse("registry:person", args=[person.pk])


def text(page) -> str:
    return page.content.decode()


def standings(page) -> dict[str, str]:
    return {each.programme: each.standing for pillar in page.context["pillars"] for each in pillar.services}


@pytest.mark.requirement("J-07", "J-08", "J-09", "J-10", "J-11", "J-13", "J-14")
def test_one_page_shows_all_six_sets(operator, sulastri):
    page = text(operator.get(address(sulastri)))

    for told in (
        "Aktif di DTKS", "Pemulung", "Periode 2026", "PPSLU Bisma Upakara", "Wanita pemimpin kesejahteraan sosial",
        "Sembako",
    ):  # fmt: skip
        assert told in page


@pytest.mark.requirement("J-03", "J-14")
def test_each_service_is_received_in_process_or_not_received_under_its_pillar(operator, sulastri):
    with acting(SYSTEM):
        family = sulastri.memberships.get().family
        Waiting.objects.create(
            programme_id="PKH", family=family, person=sulastri, region_code=BAWANG, proposed_on=SINCE, entered_at=AT
        )
        case = open_case(flow="usulan_bansos", region_code=BAWANG, by=SYSTEM, at=AT, family_id=family.pk)
        Proposal.objects.create(
            period=an_open_month(), family=family, case=case, region_code=BAWANG, kind="aid", number="U-1",
            programme_id="PBI-JK", person=sulastri, for_family=False,
        )  # fmt: skip

    page = operator.get(address(sulastri))

    found = standings(page)
    assert (found["SEMBAKO"], found["PKH"], found["PBI-JK"], found["PIP"], found["panti"]) == (
        "received", "process", "process", "never", "received",
    )  # fmt: skip
    assert page.context["services_told"].startswith("2 diterima · 2 dalam proses")
    assert "Daftar tunggu, sejak 1 Mar 2025" in text(page)
    rehabilitation = next(pillar for pillar in page.context["pillars"] if pillar.code == "rehabilitasi")
    assert "panti" in {service.programme for service in rehabilitation.services}


def test_a_step_that_has_ended_is_no_longer_in_process(operator, sulastri):
    with acting(SYSTEM):
        Waiting.objects.create(
            programme_id="PKH", family=sulastri.memberships.get().family, person=sulastri, region_code=BAWANG,
            proposed_on=SINCE, entered_at=AT, left_at=AT, left_as="refused",
        )  # fmt: skip

    assert standings(operator.get(address(sulastri)))["PKH"] == "never"


def test_who_need_not_know_a_guarded_type_is_not_told_that_there_is_one(operator, sulastri):
    page = text(operator.get(address(sulastri)))

    assert "Pemulung" in page
    assert "HIV" not in page
    assert "dirahasiakan" not in page
    assert operator.post(reverse("registry:open_ppks", args=[sulastri.pk]), {"alasan": "ingin tahu"}).status_code == 403


@pytest.mark.requirement("X-07")
def test_a_guarded_type_is_opened_with_a_reason_and_written_down(social_office, sulastri):
    opening = reverse("registry:open_ppks", args=[sulastri.pk])
    before = text(social_office.get(address(sulastri)))

    without = social_office.post(opening, {"alasan": " "})
    opened = social_office.post(opening, {"alasan": "Rujukan ke layanan ODHA"}, headers={"HX-Request": "true"})

    assert "HIV" not in before
    assert "Buka 1 jenis PPKS yang dirahasiakan" in before
    assert without.status_code == 409
    assert "Tuliskan alasan" in text(without)
    assert "Orang dengan HIV/AIDS" in text(opened)
    with acting(SYSTEM):
        assert AuditEvent.objects.get(kind="registry.ppks_opened").details["reason"] == "Rujukan ke layanan ODHA"


def test_the_six_sets_cost_the_page_no_statement(operator, sulastri):
    plain = a_person("PAIJO")
    counts = []
    for person in (plain, sulastri):
        operator.get(address(person))
        with CaptureQueriesContext(connection) as asked:
            operator.get(address(person))
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.requirement("J-56")
def test_whoever_has_grown_out_of_a_type_is_to_be_looked_at_and_keeps_it(social_office):
    grown = a_person("ANI", born=date(2000, 1, 1))
    with acting(SYSTEM):
        for code in ("PPKS-04", "PPKS-13"):
            PpksRecord.objects.create(person=grown, type=code, from_on=date(2015, 1, 1), source=a_source())

    page = social_office.post(reverse("registry:open_ppks", args=[grown.pk]), {"alasan": "Pemutakhiran data"})

    assert page.context["to_review"] == {"PPKS-04"}
    assert text(page).count("Perlu ditinjau") == 1


@pytest.mark.requirement("J-14", "J-54")
def test_a_program_gets_the_same_answer_and_opens_with_a_reason(monkeypatch, sulastri):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    village, head = a_program("OP_DESA", BAWANG), a_program("KADIS", KEDIRI)

    told = village.get(f"/people/{sulastri.pk}").json()
    closed = head.get(f"/people/{sulastri.pk}").json()
    opened = head.post(f"/people/{sulastri.pk}/open-ppks", {"reason": "Rujukan ke layanan ODHA"}).json()

    assert [(fact["kind"], fact["label"]) for fact in told["facts"]] == [
        ("ekstrem", "Periode 2026"), ("panti", "PPSLU Bisma Upakara"), ("ppks", "Pemulung"),
        ("psks", "Wanita pemimpin kesejahteraan sosial"),
    ]  # fmt: skip
    services = {each["programme"]: each["is_received"] for pillar in told["services"] for each in pillar["services"]}
    assert (services["SEMBAKO"], services["panti"], services["PKH"]) == ("received", "received", "not_received")
    assert [(fact["code"], fact["from_on"]) for fact in closed["facts"] if fact["hidden"]] == [("", None)]
    assert {fact["code"] for fact in opened["facts"] if fact["kind"] == "ppks"} == {"PPKS-13", "PPKS-16"}
    assert not any(fact["hidden"] for fact in opened["facts"])
