"""The database itself hides people outside an actor's areas, with or without a filter."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound
from kesos.registry.models import Decile, Enrolment, Family, Listing, Membership, Person, PersonHistory, Reach
from kesos.registry.queries import people
from tests.registry.world import AT, BAWANG, NGRONGGO, a_family, a_person, a_source, an_operator

pytestmark = pytest.mark.django_db
PERSONAL = [Person, Family, Membership, Listing, Decile, Enrolment, PersonHistory]


@pytest.fixture
def sulastri() -> Person:
    person = a_person("SULASTRI", region=BAWANG)
    family = a_family(person)
    with acting(SYSTEM):
        source = a_source()
        Listing.objects.create(family=family, register="dtsen", from_on=date(2026, 1, 1), source=source)
        Decile.objects.create(family=family, release="2026-3", decile=2, as_sent="2", source=source)
        Enrolment.objects.create(person=person, family=family, programme="PKH", from_on=date(2026, 1, 1), source=source)
        Person.objects.filter(pk=person.pk).update(full_name="SULASTRI NINGSIH", source=source, updated_at=AT)
    return person


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("model", PERSONAL, ids=lambda m: m.__name__)
def test_without_any_filter_the_next_kelurahan_gets_no_row(sulastri, model):
    with acting(an_operator(BAWANG)):
        assert model.objects.exists()

    with acting(an_operator(NGRONGGO)):
        assert not model.objects.exists()


@pytest.mark.parametrize("model", PERSONAL, ids=lambda m: m.__name__)
def test_nobody_gets_no_row(sulastri, model):
    assert not model.objects.exists()


def test_out_of_reach_looks_like_not_there(sulastri):
    for actor, person_id in ((an_operator(NGRONGGO), sulastri.pk), (an_operator(BAWANG), 10**12)):
        with pytest.raises(NotFound, match="Warga tidak ditemukan"), acting(actor):
            people.by_id(actor, person_id)


def test_an_operator_cannot_put_a_person_into_the_next_kelurahan(sulastri):
    with pytest.raises(DatabaseError, match="row-level security"), acting(an_operator(BAWANG)):
        Person.objects.filter(pk=sulastri.pk).update(region_id=NGRONGGO)


def test_a_holder_reaches_a_person_beyond_area_while_the_reach_lasts(sulastri):
    today = datetime.now(UTC).date()
    forum = an_operator(user_id=9, holders=frozenset({"forum:3"}))
    with acting(forum):
        assert people.visible_to(forum).count() == 0

    with acting(SYSTEM):
        reach = Reach.objects.create(
            person=sulastri, holder="forum:3", region_code=BAWANG, from_on=today, why="Kandidat paket beras"
        )
    with acting(forum):
        assert [p.pk for p in people.visible_to(forum)] == [sulastri.pk]
        assert Enrolment.objects.count() == 1

    with acting(SYSTEM):
        Reach.objects.filter(pk=reach.pk).update(from_on=date(2020, 1, 1), to_on=date(2020, 2, 1))
    with acting(forum):
        assert Person.objects.count() == 0


def test_a_citizen_sees_the_own_family_and_no_other(sulastri):
    neighbour = a_person("PAIJAN", sex="L", born=date(1961, 2, 3))
    a_family(neighbour)
    own = Membership.objects
    with acting(SYSTEM):
        family_id = own.get(person=sulastri).family_id
    citizen = an_operator(user_id=77, families=frozenset({family_id}))

    with acting(citizen):
        assert [p.pk for p in people.visible_to(citizen)] == [sulastri.pk]
        assert Family.objects.count() == 1


def test_a_person_who_left_the_family_is_no_longer_seen_by_it(sulastri):
    with acting(SYSTEM):
        membership = Membership.objects.get(person=sulastri)
        Membership.objects.filter(pk=membership.pk).update(left_on=date(2026, 5, 1))

    with acting(an_operator(user_id=77, families=frozenset({membership.family_id}))):
        assert Person.objects.count() == 0
