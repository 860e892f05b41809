"""A long feed is carried on by two connections: a family is never in both halves, and what both want is given once."""

from datetime import date

import pytest

from kesos.bulk.sql import rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.journeys.models import Event
from kesos.journeys.services import apply, receive
from kesos.registry.models import Family
from tests.databases import own_copy
from tests.journeys.world import AT, NGRONGGO, a_correction, a_death, aid, died_on, enrolled, in_family, state
from tests.registry.world import a_family, a_person

DAY = date(2026, 11, 2)
CARD = 9971012001990001


@pytest.fixture(scope="module")
def committing(django_db_setup, django_db_blocker):
    with own_copy(django_db_blocker, "halves"):
        yield


def carried_on(told) -> apply.Applied:
    receive.take_in(told, origin=Event.Origin.FEED, at=AT)
    with acting(SYSTEM):
        halves = rows(apply.RECEIVE["halves"], {"most": len(told)})
    assert len(halves) == 2, "these families all fall into one half: the test would show nothing"
    return apply.apply_waiting(at=AT, most=len(told) - 1)


def test_manager_and_head_who_die_in_one_feed_leave_nobody_to_take_over(committing):
    pairs = [(a_person(f"KEPALA {n}"), a_person(f"PENGURUS {n}")) for n in range(8)]
    families = [a_family(*pair) for pair in pairs]
    held = [enrolled(wife, family=family) for (_, wife), family in zip(pairs, families, strict=True)]
    told = [a_death(person) for pair in zip(*pairs, strict=True) for person in pair]

    done = carried_on(told)

    assert (done.seen, done.deaths, done.unmatched) == (16, 16, 0)
    assert {died_on(person) for pair in pairs for person in pair} == {DAY}
    assert {aid(one) for one in held} == {"NONAKTIF_MENINGGAL"}
    with acting(SYSTEM):
        waiting = "select count(*) from programmes_membershipcase where enrolment_id = any (%(held)s)"
        assert rows(waiting, {"held": [one.pk for one in held]}) == [(0,)]


def test_a_correction_goes_with_the_death_it_takes_back(committing):
    people = [a_person(f"WARGA {n}") for n in range(12)]
    deaths = [a_death(person) for person in people]

    done = carried_on([told for death in deaths for told in (a_correction(death), death)])

    assert (done.seen, {died_on(person) for person in people}) == (24, {None})
    assert {state(death)[0] for death in deaths} == {"DIKOREKSI"}


def test_a_new_card_that_many_families_are_told_to_have_is_given_once(committing):
    people = [a_person(f"KELUARGA {n}") for n in range(8)]
    for person in people:
        a_family(person)
    moves = [
        a_death(person, kind="pindah", to_region_code=NGRONGGO, to_kk=CARD, number=f"DUK-KARTU-{n}")
        for n, person in enumerate(people)
    ]

    done = carried_on(moves)

    assert (done.moves, done.unmatched) == (1, 7)
    assert sorted(state(move) for move in moves) == [("DITERAPKAN", ""), *[("TIDAK_COCOK", "card_taken")] * 7]
    with acting(SYSTEM):
        moved = Family.objects.get(kk=CARD)
        assert moved.region_id == NGRONGGO
    assert [in_family(person) for person in people].count(moved.pk) == 1
