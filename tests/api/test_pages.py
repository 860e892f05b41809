"""Lists in pages, and numbers only for a stated reason."""

import pytest
from django.db.models import Q

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.numbers import as_text, masked
from tests.api.world import BAWANG, a_program
from tests.proposals.world import a_draft, an_open_month
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db
REASON = "Mencocokkan KTP di loket"


def test_a_list_is_walked_to_its_end_without_losing_or_repeating_anybody(operator):
    people = {a_person(f"SITI {letter}").pk for letter in "ABCDE"}

    seen, cursor = [], ""
    for _ in range(3):
        told = operator.get("/people", name="siti", limit=2, cursor=cursor).json()
        seen += [row["id"] for row in told["items"]]
        cursor = told["next"]

    assert cursor is None
    assert (len(seen), set(seen)) == (5, people)


def test_somebody_added_behind_the_mark_does_not_shift_the_next_page(operator):
    for name in ("SITI B", "SITI C", "SITI D"):
        a_person(name)
    first = operator.get("/people", name="siti", limit=2).json()
    a_person("SITI A")

    second = operator.get("/people", name="siti", limit=2, cursor=first["next"]).json()

    assert [row["full_name"] for row in second["items"]] == ["SITI D"]


@pytest.mark.parametrize("limit", [0, 201])
def test_a_page_has_one_to_two_hundred_rows(operator, limit):
    assert operator.get("/people", name="siti", limit=limit).json()["field"] == "limit"


def test_a_mark_of_another_list_or_of_nobody_is_refused(operator):
    for name in ("SITI A", "SITI B"):
        a_person(name)
    mark = operator.get("/people", name="siti", limit=1).json()["next"]

    answers = [operator.get("/proposals", cursor=mark), operator.get("/people", name="siti", cursor="50")]

    assert {(each.status_code, each.json()["code"]) for each in answers} == {(422, "bad_cursor")}


def test_a_number_is_never_part_of_an_address(operator):
    answer = operator.get("/people", name=as_text(a_person().nik))

    assert (answer.status_code, answer.json()["code"]) == (409, "number_in_address")


@pytest.mark.requirement("X-01")
def test_a_number_is_masked_until_a_reason_is_given_and_then_written_down(operator):
    person = a_person()
    family = a_family(person)

    closed = operator.get(f"/people/{person.pk}").json()
    opened = operator.get(f"/people/{person.pk}", reason=REASON).json()

    assert (closed["nik"], closed["family"]["kk"]) == (masked(person.nik), masked(family.kk))
    assert (opened["nik"], opened["family"]["kk"]) == (as_text(person.nik), as_text(family.kk))
    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="registry.nik_opened")
        assert (event.subject, event.details["reason"]) == (f"person:{person.pk}", REASON)


def test_a_number_stays_closed_to_a_token_without_the_scope():
    program, person = a_program("OP_DESA", BAWANG, "person.view"), a_person()

    answers = [
        program.get(f"/people/{person.pk}", reason=REASON),
        program.post(f"/people/{person.pk}/open-number", {"reason": REASON}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert as_text(person.nik) not in "".join(answer.content.decode() for answer in answers)


def test_a_reason_of_no_words_opens_nothing(operator):
    answer = operator.get(f"/people/{a_person().pk}", reason="ya")

    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (409, "reason_missing", "reason")


def test_a_number_is_text_of_sixteen_digits(operator):
    person = a_person()

    told = operator.post(f"/people/{person.pk}/open-number", {"reason": REASON}).json()

    assert told == {"number": as_text(person.nik)}
    assert len(told["number"]) == 16


@pytest.mark.requirement("X-02")
def test_with_the_filter_forgotten_the_database_still_shows_nothing(neighbour, operator, monkeypatch):
    person, draft = a_person().pk, a_draft(an_open_month(), by=operator.actor)
    monkeypatch.setattr("kesos.proposals.queries.reach.within", lambda *_, **__: Q())
    monkeypatch.setattr("kesos.registry.queries.people.within", lambda *_, **__: Q())

    monkeypatch.setattr(Actor, "areas", lambda *_: [""])

    assert len(operator.get("/proposals").json()["items"]) == 1
    assert neighbour.get("/proposals").json()["items"] == []
    assert neighbour.get(f"/proposals/{draft.pk}").status_code == 404
    assert neighbour.get(f"/people/{person}").status_code == 404
