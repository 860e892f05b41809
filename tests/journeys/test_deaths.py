"""A death told by the registry: applied once, whatever comes twice or in another order; nothing half-done."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.journeys.models import Event
from kesos.journeys.services import apply, receive
from kesos.registry.models import Membership, Person, PersonHistory, Source
from kesos.workflow import services as workflow
from kesos.workflow.models import Case
from tests.journeys.world import (
    AT,
    BAWANG,
    KEDIRI,
    a_correction,
    a_death,
    aid,
    arrive,
    died_on,
    enrolled,
    event,
    in_family,
    state,
)
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.mark.requirement("K-21")
def test_a_death_told_by_the_registry_ends_the_persons_own_aid_at_once():
    person = a_person()
    family = a_family(person)
    own = enrolled(person, "PBI-JK")
    told = a_death(person)

    done = arrive(told)

    assert (done.seen, done.deaths, done.unmatched) == (1, 1, 0)
    assert state(told) == ("DITERAPKAN", "")
    assert died_on(person) == DAY
    assert in_family(person) is None
    assert aid(own) == "NONAKTIF_MENINGGAL"
    with acting(SYSTEM):
        left = Membership.objects.get(person=person, family=family)
        assert left.left_on == DAY
        (kept,) = PersonHistory.objects.filter(person=person)
        assert (kept.before, kept.source.kind) == ({"died_on": None}, Source.Kind.POPULATION)
        assert not Case.objects.filter(flow="kematian").exists()


@pytest.mark.requirement("K-19")
def test_the_same_event_again_changes_nothing():
    person = a_person()
    told = a_death(person)
    arrive(told)
    with acting(SYSTEM):
        before = list(PersonHistory.objects.values_list("pk")), Source.objects.count()

    again = receive.take_in([told, told], origin=Event.Origin.PUSH, at=AT)
    done = apply.apply_waiting(at=AT)

    assert (again.new, again.known, done.seen) == (0, 2, 0)
    with acting(SYSTEM):
        assert (list(PersonHistory.objects.values_list("pk")), Source.objects.count()) == before


def test_a_death_under_two_numbers_has_one_effect():
    person = a_person()
    first, second = a_death(person), a_death(person, issued=5, on=date(2026, 11, 3))

    arrive(second, first)

    assert state(first) == state(second) == ("DITERAPKAN", "")
    assert died_on(person) == DAY
    assert event(second).same_as_id == event(first).pk


def test_a_death_under_two_numbers_on_two_days_has_one_effect():
    person = a_person()
    first, second = a_death(person), a_death(person, issued=5)

    arrive(first)
    arrive(second, at=AT + timedelta(days=1))

    assert event(second).same_as_id == event(first).pk
    with acting(SYSTEM):
        assert PersonHistory.objects.filter(person=person).count() == 1


def test_the_death_of_a_member_leaves_the_aid_held_through_another():
    mother, child = a_person(), a_person("BUDI", sex="L")
    family = a_family(mother, child)
    held = enrolled(mother, family=family)

    arrive(a_death(child))

    assert aid(held) == "AKTIF"


WRONG = {
    "nik_unknown": {"nik": 9971035204799998},
    "other_person": {"full_name": "BAMBANG SUTEJO", "birth_date": date(1950, 1, 1)},
    "before_birth": {"happened_on": date(1970, 1, 1)},
    "in_future": {"happened_on": date(2027, 1, 1)},
    "unreadable": {"unreadable": True, "happened_on": None},
}


@pytest.mark.parametrize("why", WRONG)
def test_what_does_not_match_is_kept_changes_nothing_and_is_a_task_of_the_social_office(why):
    person = a_person()
    told = a_death(person, **WRONG[why])

    done = arrive(told)

    assert (done.deaths, state(told)) == (0, ("TIDAK_COCOK", why))
    assert died_on(person) is None
    case = event(told).case
    assert (case.flow, case.state, case.region_code, case.closed_at) == ("kematian", "TIDAK_COCOK", BAWANG, None)


def test_an_unknown_place_becomes_the_smallest_known_one_around_it():
    person = a_person()
    told = a_death(person, nik=9971035204799998, region_code="3571999999")

    arrive(told)

    assert event(told).region_code == KEDIRI


@pytest.mark.parametrize(
    "more", [{"full_name": "Sulastri, S.Pd", "birth_date": None}, {"full_name": "LASTRI BUDIARTI"}]
)
def test_a_similar_name_or_an_equal_birth_date_is_enough(more):
    person = a_person()
    told = a_death(person, **more)

    arrive(told)

    assert state(told) == ("DITERAPKAN", "")


def test_a_correction_makes_the_person_alive_and_gives_back_what_the_death_took():
    person = a_person()
    family = a_family(person, a_person("BUDI"))
    own = enrolled(person, "PBI-JK")
    death = a_death(person)
    arrive(death)

    fixed = a_correction(death)
    arrive(fixed)

    assert state(death) == ("DIKOREKSI", "")
    assert state(fixed) == ("DITERAPKAN", "")
    assert (died_on(person), in_family(person), aid(own)) == (None, family.pk, "AKTIF")


def test_what_was_given_to_somebody_else_is_not_given_back():
    person = a_person()
    own = enrolled(person, "PBI-JK")
    death = a_death(person)
    arrive(death)
    with acting(SYSTEM):
        type(own).objects.filter(pk=own.pk).update(state="DIGANTIKAN", to_on=date(2026, 11, 8))

    arrive(a_correction(death))

    assert (died_on(person), aid(own)) == (None, "DIGANTIKAN")


def test_whatever_the_order_of_arrival_the_end_is_the_same():
    """A death under two numbers and its correction, in all six orders."""
    ends = set()
    for place, order in enumerate(permutations("abc")):
        person = a_person(f"WARGA {'ABCDEF'[place]}")
        family = a_family(person)
        own = enrolled(person, "PBI-JK")
        first, second = a_death(person), a_death(person, issued=5)
        told = {"a": first, "b": second, "c": a_correction(first)}
        for each in order:
            arrive(told[each])
        states = tuple(state(each)[0] for each in told.values())
        ends.add((states, died_on(person), in_family(person) == family.pk, aid(own)))

    assert ends == {(("DIKOREKSI", "DIKOREKSI", "DITERAPKAN"), None, True, "AKTIF")}


def test_what_was_suspended_when_the_death_came_is_suspended_after_its_correction():
    person = a_person()
    held = enrolled(person, "PBI-JK", state="DITANGGUHKAN")
    death = a_death(person)
    arrive(death)
    assert aid(held) == "NONAKTIF_MENINGGAL"

    arrive(a_correction(death))

    assert aid(held) == "DITANGGUHKAN"
    with acting(SYSTEM):
        case = Case.objects.get(flow="penerima")
    assert case.state == "DITANGGUHKAN"


def test_a_correction_before_its_death_waits_for_it():
    person = a_person()
    death = a_death(person)
    early = a_correction(death)

    arrive(early)
    waits = state(early)
    arrive(death)

    assert waits == ("DITERIMA", "awaits")
    assert (state(death)[0], state(early)[0], died_on(person)) == ("DIKOREKSI", "DITERAPKAN", None)
    with acting(SYSTEM):
        assert not PersonHistory.objects.filter(person=person).exists()


def test_who_dies_after_a_correction_is_dead():
    person = a_person()
    false, true = a_death(person), a_death(person, issued=60, on=date(2026, 11, 9))

    arrive(false)
    arrive(true)
    arrive(a_correction(false, issued=30))

    assert (state(false)[0], state(true)[0], died_on(person)) == ("DIKOREKSI", "DITERAPKAN", date(2026, 11, 9))
    assert in_family(person) is None
    assert event(true).same_as_id is None


def test_who_returns_does_not_lead_a_family_that_has_another_head():
    person, son = a_person(), a_person("BUDI", sex="L")
    family = a_family(person, son)
    death = a_death(person)
    arrive(death)
    with acting(SYSTEM):
        Membership.objects.filter(person=son).update(relation=1)

    arrive(a_correction(death))

    with acting(SYSTEM):
        assert Membership.objects.get(person=person, family=family, left_on=None).relation == 11


def test_who_was_unknown_is_matched_again_after_being_registered():
    told = a_death(a_person(), nik=9971035204790077)
    arrive(told)
    office = __import__("tests.journeys.world", fromlist=["OFFICE"]).OFFICE
    late = a_person(nik=9971035204790077)

    workflow.decide(case_id=event(told).case_id, action="padan_ulang", by=office, at=AT)

    assert (state(told)[0], died_on(late), event(told).case.state) == ("DITERAPKAN", DAY, "DITERAPKAN")


def test_a_correction_of_what_did_not_match_puts_it_aside():
    told = a_death(a_person(), nik=9971035204790078)
    arrive(told)

    arrive(a_correction(told))

    assert state(told)[0] == "DIKOREKSI"
    assert event(told).case.closed_at is not None


def test_slices_are_whole_and_together_everything():
    people = [a_person(f"WARGA {n}") for n in range(25)]
    told = [a_death(person) for person in people]
    receive.take_in(told, origin=Event.Origin.FILE, at=AT)

    done = apply.apply_waiting(at=AT, most=4)

    assert (done.seen, done.deaths) == (25, 25)
    with acting(SYSTEM):
        assert Person.objects.filter(died_on=DAY).count() == 25
