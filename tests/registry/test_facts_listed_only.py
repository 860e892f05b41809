"""UU 13/2011: aid follows the integrated data; who is outside it needs a reason, and the reason is kept."""

from contextlib import nullcontext
from datetime import date

import pytest
from django.db import IntegrityError

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Enrolment, Person
from tests.registry.facts_world import KK, NIK, OFFICER, brought, everything, listed, said, sulastri
from tests.registry.world import a_source

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("K-03")]

HEAD = "No KK,NIK,Nama,Program,Sasaran,Sejak,Sampai,Status,Alasan di luar data\n"
PKH = f"{KK},{NIK},SULASTRI,PKH,KELUARGA,2026-01-01,,AKTIF,"


def test_a_recipient_outside_the_integrated_data_is_refused(tmp_path):
    sulastri()

    run = brought(tmp_path, "enrolment", HEAD + PKH + "\n")

    assert said(run) == {2: "UNLISTED"}
    assert everything(Enrolment) == [[]]


def test_a_reason_admits_them_and_the_audit_says_how_many_and_why(tmp_path):
    person, _ = sulastri()

    brought(tmp_path, "enrolment", HEAD + PKH + "Korban banjir 3 November\n")

    with acting(OFFICER):
        one = Enrolment.objects.get()
        assert (one.person_id, one.unlisted_reason) == (person.pk, "Korban banjir 3 November")
    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="registry.unlisted_admitted")
    assert (event.details["people"], event.details["reasons"]) == (1, "Korban banjir 3 November")


def test_a_reason_may_be_told_once_for_the_whole_file(tmp_path):
    sulastri()

    brought(tmp_path, "enrolment", f"NIK,Program,Sejak\n{NIK},PKH,2026-01-01\n", told={"unlisted_reason": "Bencana"})

    with acting(OFFICER):
        assert Enrolment.objects.get().unlisted_reason == "Bencana"


@pytest.mark.parametrize(
    ("since", "until", "row", "fits"),
    [
        (date(2025, 2, 20), None, PKH, True),
        (date(2025, 2, 20), date(2026, 10, 31), PKH, False),
        (date(2026, 11, 20), None, PKH, False),
        (date(2025, 2, 20), date(2026, 3, 1), PKH.replace(",,AKTIF", ",2026-06-30,SELESAI"), True),
        (date(2026, 7, 1), None, PKH.replace(",,AKTIF", ",2026-06-30,SELESAI"), False),
    ],
    ids=["listed", "no longer listed", "not yet listed", "listed during the aid", "listed after the aid"],
)
def test_the_listing_must_hold_on_the_days_of_the_aid_in_file_and_database_alike(tmp_path, since, until, row, fits):
    person, family = sulastri()
    listed(family, since=since, until=until)

    run = brought(tmp_path, "enrolment", HEAD + row + "\n")

    assert (said(run) == {}) is fits
    ended = "SELESAI" in row
    told = {"programme": "SEMBAKO", "from_on": date(2026, 1, 1), "to_on": date(2026, 6, 30) if ended else None}
    with acting(OFFICER):
        source = a_source()
    with nullcontext() if fits else pytest.raises(IntegrityError, match="not in the integrated data"):
        with acting(OFFICER):
            Enrolment.objects.create(person=person, family=family, source=source, **told)


def test_an_individuals_aid_looks_at_the_family_the_person_is_in(tmp_path):
    person, family = sulastri()
    listed(family)

    brought(tmp_path, "enrolment", HEAD + PKH.replace("PKH,KELUARGA", "PBI-JK,ORANG") + "\n")

    with acting(OFFICER):
        assert Enrolment.objects.values_list("person", "family").get() == (person.pk, None)


def test_a_file_gives_the_dead_nothing(tmp_path):
    person, family = sulastri()
    listed(family)
    with acting(SYSTEM):
        Person.objects.filter(pk=person.pk).update(died_on=date(2026, 10, 1))

    run = brought(tmp_path, "enrolment", HEAD + PKH + "\n")

    assert said(run) == {2: "DEAD"}
    assert everything(Enrolment) == [[]]


@pytest.mark.parametrize("state", ["NONAKTIF_MENINGGAL", "NONAKTIF_TIDAK_LAYAK", "NONAKTIF_PINDAH", "DIGANTIKAN"])
def test_a_file_does_not_bring_back_what_was_ended_here(tmp_path, state):
    _, family = sulastri()
    listed(family)
    brought(tmp_path, "enrolment", HEAD + PKH + "\n")
    with acting(SYSTEM):
        Enrolment.objects.update(state=state, to_on=date(2026, 10, 1))

    run = brought(tmp_path, "enrolment", HEAD + PKH + "\n", dated_on=date(2026, 12, 1))

    assert said(run) == {2: "ENDED_HERE"}
    with acting(SYSTEM):
        assert Enrolment.objects.get().state == state
