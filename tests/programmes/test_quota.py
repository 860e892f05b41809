"""A quota is never exceeded, whoever writes: a form, a file, SQL by hand, ten offices at once."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from kesos.bulk.sql import run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import Quota, Seat, Waiting
from kesos.programmes.services import deaths
from kesos.registry.models import Enrolment
from tests.programmes.world import (
    AT,
    BAWANG,
    KEDIRI,
    a_listed_family,
    a_quota,
    a_recipient,
    a_succession,
    died,
    enrolled,
)

pytestmark = pytest.mark.django_db
LOCAL = "PBPU-PEMDA"


def taken(quota: Quota) -> int:
    with acting(SYSTEM):
        return Quota.objects.get(pk=quota.pk).taken


def test_a_membership_written_in_any_way_takes_a_seat():
    quota = a_quota(LOCAL, 2)

    a_recipient(LOCAL)

    assert taken(quota) == 1


def test_the_one_too_many_is_refused_by_the_database():
    quota = a_quota(LOCAL, 1)
    a_recipient(LOCAL)
    family, person = a_listed_family()

    with pytest.raises(IntegrityError, match="quota_not_exceeded"), transaction.atomic():
        enrolled(family, person, LOCAL)

    assert taken(quota) == 1


def test_many_in_one_statement_are_counted_together():
    quota = a_quota(LOCAL, 2)
    new = [
        Enrolment(family=family, person=person, programme=LOCAL, from_on="2026-01-01", source_id=family.source_id)
        for family, person in (a_listed_family() for _ in range(3))
    ]

    with pytest.raises(IntegrityError, match="quota_not_exceeded"), transaction.atomic(), acting(SYSTEM):
        Enrolment.objects.bulk_create(new)

    assert taken(quota) == 0


def test_a_place_that_is_kept_for_a_successor_stays_taken():
    quota = a_quota(LOCAL, 1)
    gone = a_recipient(LOCAL)
    died(gone.person)

    deaths.end_by_death(people=[gone.person_id], at=AT)

    assert taken(quota) == 1


def test_a_membership_that_came_to_its_term_gives_its_place_back():
    quota = a_quota(LOCAL, 1)
    over = a_recipient(LOCAL)

    with acting(SYSTEM):
        Enrolment.objects.filter(pk=over.pk).update(to_on="2026-11-01")

    assert taken(quota) == 0


def test_an_area_inside_another_has_no_quota_of_its_own_so_a_seat_counts_in_one_place():
    city = a_quota(LOCAL, 5)

    with pytest.raises(IntegrityError, match="lies inside or around"), transaction.atomic():
        a_quota(LOCAL, 5, region=BAWANG)

    a_recipient(LOCAL)
    assert taken(city) == 1


def test_a_quota_lowered_below_its_seats_is_refused():
    quota = a_quota(LOCAL, 2)
    a_recipient(LOCAL)
    a_recipient(LOCAL)

    with pytest.raises(IntegrityError, match="quota_not_exceeded"), transaction.atomic(), acting(SYSTEM):
        Quota.objects.filter(pk=quota.pk).update(places=1)


def test_nobody_writes_the_count_by_hand():
    a_quota(LOCAL, 2)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), acting(SYSTEM):
        run("update programmes_quota set taken = 0")


def test_a_seat_stays_with_its_quota():
    a_quota(LOCAL, 1)
    other = a_quota("PBI-JK", 1)
    a_recipient(LOCAL)

    with pytest.raises(IntegrityError, match="belongs to its quota"), transaction.atomic(), acting(SYSTEM):
        Seat.objects.update(quota=other)


def test_two_quotas_of_a_programme_never_hold_on_one_day_in_one_area():
    a_quota(LOCAL, 1)

    with pytest.raises(IntegrityError, match="quota_one_a_day"), transaction.atomic():
        a_quota(LOCAL, 9, region=KEDIRI)


def test_a_seat_of_a_running_quota_is_taken_away_by_nobody():
    quota = a_quota(LOCAL, 1)
    a_recipient(LOCAL)

    with pytest.raises(IntegrityError, match="is held"), transaction.atomic(), acting(SYSTEM):
        run("delete from programmes_seat")

    assert taken(quota) == 1


def test_who_left_the_list_for_a_place_does_not_stand_on_it_again():
    placed = a_succession(at=AT).waits
    with acting(SYSTEM):
        Waiting.objects.filter(pk=placed.pk).update(left_at=AT, left_as="placed")

    with pytest.raises(IntegrityError, match="left the list"), transaction.atomic(), acting(SYSTEM):
        run("update programmes_waiting set left_at = null, left_as = ''")
