"""A move the population registry tells of: made by itself, offered to the destination, or kept as a task."""

from dataclasses import replace
from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.journeys.models import Move
from kesos.registry.models import Family, Person
from tests.journeys.moving import NEW_CARD, PARE, a_move, report, where
from tests.journeys.world import (
    BAWANG,
    NGRONGGO,
    arrive,
    event,
    move_state,
    number,
    state,
)
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db


def test_a_family_the_registry_moved_inside_the_city_moves_without_a_case():
    mother, child = a_person(), a_person("BUDI")
    family = a_family(mother, child)
    told = a_move(mother, to_kk=int(NEW_CARD))

    done = arrive(told)

    assert (done.moves, state(told)) == (1, ("DITERAPKAN", ""))
    assert (where(mother), where(child)) == (NGRONGGO, NGRONGGO)
    with acting(SYSTEM):
        move = Move.objects.get(event=event(told))
        assert (move.state, move.case_id, Family.objects.get(pk=family.pk).kk) == ("SELESAI", None, int(NEW_CARD))


def test_the_same_move_again_changes_nothing():
    mother = a_person()
    a_family(mother)
    told = a_move(mother)
    arrive(told)

    again = arrive(told, replace(told, number=number("P"), region_code=BAWANG))

    assert again.moves == 0
    with acting(SYSTEM):
        assert Move.objects.count() == 1


def test_a_move_the_registry_tells_of_carries_on_what_the_counter_reported():
    mother = a_person()
    family = a_family(mother)
    move = report(family)

    arrive(a_move(mother))

    assert (move_state(move), where(mother)) == ("SELESAI", NGRONGGO)


def test_a_move_to_another_city_is_offered_there():
    mother = a_person()
    a_family(mother)
    told = a_move(mother, PARE)

    arrive(told)

    with acting(SYSTEM):
        move = Move.objects.select_related("case").get(event=event(told))
    assert (move.state, move.case.other_region_code, where(mother)) == ("MENUNGGU_TUJUAN", PARE, BAWANG)


def test_half_of_a_family_told_by_the_registry_is_split():
    father, mother = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("SULASTRI")
    a_family(father, mother)
    told = a_move(mother, moving=(mother.nik,), to_kk=int(NEW_CARD))

    arrive(told)

    assert state(told) == ("DITERAPKAN", "")
    assert (where(mother), where(father)) == (NGRONGGO, BAWANG)


@pytest.mark.parametrize(
    ("why", "more"),
    [
        ("destination_unknown", {"to_region_code": "3571999999"}),
        ("same_place", {"to_region_code": BAWANG}),
        ("nik_unknown", {"nik": 9971035204799111}),
        ("other_person", {"full_name": "BAMBANG", "birth_date": date(1950, 1, 1)}),
        ("not_of_family", {"moving": (9971035204799112,)}),
        ("unreadable", {"happened_on": None}),
    ],
)
def test_a_told_move_that_cannot_be_is_kept_as_a_task_and_changes_nothing(why, more):
    mother = a_person()
    a_family(mother)
    told = a_move(mother, **more)

    arrive(told)

    assert state(told) == ("TIDAK_COCOK", why)
    assert event(told).case.state == "TIDAK_COCOK"
    assert where(mother) == BAWANG


def test_an_event_that_the_tables_refuse_is_a_task_and_holds_nobody_up():
    people = [a_person(f"KELUARGA {n}") for n in range(5)]
    for person in people:
        a_family(person)
    told = [a_move(person, to_kk=9971030101109910 + n) for n, person in enumerate(people)]
    told[2] = replace(told[2], to_kk=12)

    done = arrive(*told)

    assert (done.moves, done.unmatched) == (4, 1)
    assert [state(each) for each in told] == [
        ("DITERAPKAN", "") if n != 2 else ("TIDAK_COCOK", "against_rules") for n in range(5)
    ]
    assert event(told[2]).case.state == "TIDAK_COCOK"
    assert arrive().seen == 0


def test_the_dead_do_not_move():
    mother = a_person()
    a_family(mother, a_person("BUDI"))
    with acting(SYSTEM):
        Person.objects.filter(pk=mother.pk).update(died_on=date(2026, 10, 1))
    told = a_move(mother)

    arrive(told)

    assert state(told) == ("TIDAK_COCOK", "dead")
