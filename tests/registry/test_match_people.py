"""Padan: answers are kept beside the people, never in them."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed
from kesos.foundation.numbers import as_text
from kesos.interop.population.client import Client
from kesos.registry.models import Match, Person, PersonHistory
from kesos.registry.ports import NotFoundThere, RegistryDown
from kesos.registry.queries.matches import latest
from kesos.registry.services.match_people import match_people
from tests.interop.conftest import KEY, a_record, stand_in, started  # noqa: F401
from tests.registry.facts_world import everything
from tests.registry.world import AT, BAWANG, NGRONGGO, a_person, an_operator

OPERATOR = an_operator("3571", permissions=("person.view", "person.match"))
pytestmark = pytest.mark.django_db


class Answers:
    """A registry of the test's own words."""

    def __init__(self, **by_nik) -> None:
        self.by_nik, self.asked, self.down = by_nik, [], False

    def look_up(self, niks):
        self.asked.append(list(niks))
        if self.down:
            raise RegistryDown("Dukcapil tidak menjawab.")
        return {nik: self.by_nik.get(nik) or NotFoundThere(nik) for nik in niks}


def matched(people, registry, *, by=OPERATOR, at=AT):
    return match_people(person_ids=[p.pk for p in people], registry=registry, by=by, at=at)


@pytest.mark.requirement("X-01")
@pytest.mark.requirement("K-19")
def test_each_person_gets_what_the_population_registry_says_and_stays_as_they_were(stand_in):  # noqa: F811
    same, other = a_person("SULASTRI"), a_person("PAIJAN", sex="L")
    dead, gone = a_person("PAIMAN", sex="L"), a_person("TUKIJAN", sex="L")
    server = stand_in(
        a_record(NIK=as_text(same.nik)),
        a_record(NIK=as_text(other.nik), NAMA_LENGKAP="BAMBANG SUTEJO", JENIS_KELAMIN="L"),
        a_record(
            NIK=as_text(dead.nik), NAMA_LENGKAP="PAIMAN", JENIS_KELAMIN="L", STATUS_HIDUP="MENINGGAL",
            TANGGAL_MENINGGAL="2026-03-02",
        ),
    )  # fmt: skip
    before = everything(Person, PersonHistory)

    counts = matched([same, other, dead, gone], Client(server.url, key=KEY))

    assert counts == {"padan": 1, "beda_nama": 1, "meninggal": 1, "tidak_ditemukan": 1}
    assert everything(Person, PersonHistory) == before
    with acting(OPERATOR):
        found = latest([same.pk, other.pk, dead.pk, gone.pk])
    assert {pk: one.outcome for pk, one in found.items()} == {
        same.pk: "padan", other.pk: "beda_nama", dead.pk: "meninggal", gone.pk: "tidak_ditemukan",
    }  # fmt: skip
    assert found[other.pk].details == {"full_name": {"ours": "PAIJAN", "theirs": "BAMBANG SUTEJO"}}
    assert found[dead.pk].details == {"died_on": {"theirs": "2026-03-02"}}


def test_a_registry_that_is_down_leaves_gagal_and_can_be_asked_again(stand_in):  # noqa: F811
    person = a_person("SULASTRI")
    server = stand_in(a_record(NIK=as_text(person.nik)))
    server.kill()

    assert matched([person], Client(server.url, key=KEY, tries=1)) == {"gagal": 1}
    with acting(OPERATOR):
        assert latest([person.pk])[person.pk].details["why"].startswith("Dukcapil tidak menjawab")

    stand_in(a_record(NIK=as_text(person.nik)), port=server.port)
    assert matched([person], Client(server.url, key=KEY), at=AT + timedelta(hours=1)) == {"padan": 1}
    with acting(OPERATOR):
        assert latest([person.pk])[person.pk].settled
        assert Match.objects.count() == 2


def test_a_question_without_answer_does_not_hide_the_answer_before_it():
    person, registry = a_person("SULASTRI"), Answers()
    matched([person], registry)
    registry.down = True

    matched([person], registry, at=AT + timedelta(days=1))

    with acting(OPERATOR):
        assert latest([person.pk])[person.pk].outcome == "tidak_ditemukan"


def test_a_registry_that_goes_down_in_the_middle_keeps_the_answers_it_gave(monkeypatch):
    monkeypatch.setattr("kesos.registry.services.match_people.BATCH", 2)
    people = [a_person(f"ORANG {letter}") for letter in "ABCD"]

    class Tired(Answers):
        def look_up(self, niks):
            self.down = bool(self.asked)
            return super().look_up(niks)

    assert matched(people, Tired()) == {"tidak_ditemukan": 2, "gagal": 2}


def test_somebody_without_nik_is_not_asked_about():
    person, registry = a_person("SULASTRI", no_nik_reason="newborn"), Answers()

    assert matched([person], registry) == {"tidak_ditemukan": 1}
    assert registry.asked == []


@pytest.mark.requirement("X-02")
def test_people_of_the_next_kelurahan_are_neither_asked_about_nor_shown():
    person, registry = a_person("SULASTRI", region=BAWANG), Answers()
    neighbour = an_operator(NGRONGGO, permissions=("person.view", "person.match"))

    assert matched([person], registry, by=neighbour) == {}
    assert registry.asked == []
    matched([person], registry)
    with acting(neighbour):
        assert not Match.objects.exists()
        assert latest([person.pk]) == {}


def test_who_may_only_look_may_not_ask():
    registry = Answers()

    with pytest.raises(NotAllowed):
        matched([a_person()], registry, by=an_operator("3571"))

    assert registry.asked == []


def test_the_audit_counts_outcomes_and_tells_no_nik():
    people = [a_person("SULASTRI"), a_person("PAIJAN", sex="L", region=NGRONGGO)]

    matched(people, Answers())

    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="registry.people_matched")
    assert (event.region_code, event.details["asked"], event.details["not_found"]) == ("357103", 2, 2)
    assert not any(as_text(p.nik) in str(event.details) + event.subject for p in people)


def test_an_answer_once_given_is_neither_changed_nor_taken_away():
    person = a_person()
    matched([person], Answers())

    with pytest.raises(DatabaseError, match="permission denied"), acting(OPERATOR), transaction.atomic():
        Match.objects.update(outcome="padan")
    with pytest.raises(DatabaseError, match="permission denied"), acting(OPERATOR), transaction.atomic():
        Match.objects.all().delete()


def test_the_database_refuses_an_outcome_nobody_knows():
    person = a_person()

    with pytest.raises(IntegrityError, match="match_outcome"), acting(OPERATOR):
        Match.objects.create(person=person, asked_at=AT, outcome="mungkin", by_user_id=11)
