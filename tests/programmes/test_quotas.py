"""Quotas: places are never more than their number, whoever enrols, and the next period takes over what is held."""

from datetime import date, timedelta

import pytest
from django.db import Error, IntegrityError, transaction

from kesos.bulk.sql import run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.programmes.models import Quota, QuotaChange, Seat
from kesos.programmes.queries import quotas as queries
from kesos.programmes.services import deaths, quotas
from tests.at_once import all_at_once
from tests.databases import own_copy
from tests.programmes.world import (
    AT,
    BAWANG,
    KEDIRI,
    MOJOROTO,
    TODAY,
    a_listed_family,
    a_quota,
    a_recipient,
    died,
    enrolled,
    official,
)

SETTER = official("KADIS", KEDIRI, 301, "quota.set", "quota.view")
NEXT_CITY = official("KADIS", "3506", 302, "quota.set", "quota.view")
OPERATOR = official("OP_DESA", BAWANG, 101, "quota.view")
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def set_quota(places: int = 5, *, by=SETTER, programme="PBPU-PEMDA", region=KEDIRI, **more) -> Quota:
    told = {"basis": "SK Wali Kota 7/2026", "valid_from": NOVEMBER, "at": AT, **more}
    with acting(by):
        return quotas.set_quota(programme=programme, region_code=region, places=places, by=by, **told)


def shown(by=SETTER, **wanted):
    with acting(by):
        return queries.page(by, queries.Wanted(**wanted), on=TODAY)


@pytest.mark.django_db
def test_a_quota_gives_its_places_to_who_receives_already():
    for _ in range(3):
        a_recipient("PBPU-PEMDA")
    a_recipient("PKH")

    made = set_quota(5)

    with acting(SYSTEM):
        change = QuotaChange.objects.get(quota=made)
    assert (made.places, made.taken) == (5, 3)
    assert (change.places_before, change.places_after, change.basis) == (0, 5, "SK Wali Kota 7/2026")
    assert change.by_user_id == SETTER.user_id


@pytest.mark.django_db
def test_refuses_fewer_places_than_are_held_and_names_both_numbers():
    for _ in range(3):
        a_recipient("PBPU-PEMDA")

    with pytest.raises(Refused, match="Kuota 2 tempat tidak cukup: sekarang 3") as refused:
        set_quota(2)

    assert refused.value.field == "places"
    assert not Quota.objects.exists()


@pytest.mark.django_db
def test_lowering_below_what_is_held_is_refused_and_raising_is_kept_with_its_basis():
    a_recipient("PBPU-PEMDA")
    a_recipient("PBPU-PEMDA")
    made = set_quota(3)

    with acting(SETTER):
        with pytest.raises(Refused, match="Kuota 1 tempat tidak cukup: sekarang 2"):
            quotas.change_places(quota_id=made.pk, places=1, basis="SK 8", by=SETTER, at=AT)
        quotas.change_places(quota_id=made.pk, places=2, basis="SK 9", by=SETTER, at=AT)
        kept = queries.changes(made.pk)

    assert [(each.places_before, each.places_after, each.basis) for each, _ in kept] == [
        (3, 2, "SK 9"), (0, 3, "SK Wali Kota 7/2026")
    ]  # fmt: skip
    assert shown()[0].places == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"basis": "  "}, "Sebutkan surat"),
        ({"valid_from": date(2026, 11, 2)}, "hari pertama bulan"),
        ({"valid_to": date(2026, 10, 1)}, "mendahului"),
        ({"places": -1}, "antara 0"),
        ({"programme": "TIDAK-ADA"}, "tidak ada dalam katalog"),
    ],
)
def test_says_what_is_wrong_with_a_quota(more, told):
    with pytest.raises(Refused, match=told):
        set_quota(**more)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("region", "told"), [(KEDIRI, "sudah berkuota 5 tempat"), (BAWANG, "tidak dihitung pada dua kuota")]
)
def test_refuses_a_second_quota_of_the_same_place_or_inside_it(region, told):
    set_quota(5)

    with pytest.raises(Refused, match=told):
        set_quota(4, region=region)


@pytest.mark.django_db
def test_places_beside_each_other_and_another_programme_have_quotas_of_their_own():
    made = [set_quota(region=BAWANG), set_quota(region=MOJOROTO), set_quota(programme="PERMAKANAN")]

    assert Quota.objects.count() == len(made)


@pytest.mark.django_db
def test_a_head_of_the_next_city_sets_nothing_here_and_sees_nothing():
    made = set_quota(5)

    with pytest.raises(NotAllowed):
        set_quota(5, by=NEXT_CITY)
    with acting(NEXT_CITY), pytest.raises(NotFound):
        quotas.change_places(quota_id=made.pk, places=9, basis="SK", by=NEXT_CITY, at=AT)
    with acting(NEXT_CITY), pytest.raises(NotFound):
        queries.one(NEXT_CITY, made.pk, on=TODAY)
    assert shown(NEXT_CITY) == []
    assert [each.id for each in shown(OPERATOR)] == [made.pk]


@pytest.mark.django_db
def test_the_screen_shows_places_held_kept_for_successors_and_free():
    dead, _ = a_recipient("PBPU-PEMDA"), a_recipient("PBPU-PEMDA")
    set_quota(5)
    died(dead.person)
    deaths.end_by_death(people=[dead.person_id], at=AT)

    (line,) = shown()

    assert (line.places, line.held, line.kept, line.free) == (5, 1, 1, 3)


@pytest.mark.django_db
def test_the_next_period_takes_over_its_seats_and_says_who_finds_no_place():
    for _ in range(3):
        a_recipient("PBPU-PEMDA")
    first = set_quota(5)
    with acting(SETTER):
        quotas.end_quota(quota_id=first.pk, last_day=date(2026, 11, 30), by=SETTER, at=AT)
    second = set_quota(2, valid_from=DECEMBER)
    later = AT + timedelta(days=22)

    told = quotas.hand_over(at=later)
    again = quotas.hand_over(at=later)

    first.refresh_from_db()
    second.refresh_from_db()
    assert [(each.quota_id, each.moved, each.left) for each in told] == [(second.pk, 2, 1)]
    assert [(each.moved, each.left) for each in again] == [(0, 1)]
    assert (first.taken, second.taken) == (1, 2)
    with acting(SETTER):
        assert queries.one(SETTER, second.pk, on=DECEMBER).without_place == 1


@pytest.mark.django_db
def test_when_places_are_added_the_rest_follows():
    a_recipient("PBPU-PEMDA")
    first = set_quota(1)
    with acting(SETTER):
        quotas.end_quota(quota_id=first.pk, last_day=date(2026, 11, 30), by=SETTER, at=AT)
    second, later = set_quota(0, valid_from=DECEMBER), AT + timedelta(days=22)
    quotas.hand_over(at=later)
    with acting(SETTER):
        quotas.change_places(quota_id=second.pk, places=1, basis="SK tambahan", by=SETTER, at=later)

    quotas.hand_over(at=later)

    second.refresh_from_db()
    assert second.taken == 1


@pytest.mark.django_db
def test_a_quota_set_late_takes_over_from_the_one_that_is_over():
    a_recipient("PBPU-PEMDA")
    old = set_quota(1, valid_from=date(2026, 1, 1))
    with acting(SETTER):
        quotas.end_quota(quota_id=old.pk, last_day=date(2026, 11, 30), by=SETTER, at=AT)

    made = set_quota(1, valid_from=DECEMBER, at=AT + timedelta(days=25))

    assert made.taken == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "update programmes_quota set places = 1 where id = %(quota)s",
        "update programmes_quota set taken = 0 where id = %(quota)s",
        "delete from programmes_quota where id = %(quota)s",
        "update programmes_quota set basis = '' where id = %(quota)s",
        "update programmes_quotachange set basis = 'lain'",
        "delete from programmes_quotachange",
        "update programmes_seat set quota_id = %(other)s where quota_id = %(quota)s",
        "insert into programmes_quota (programme_id, region_code, places, basis, valid_from)"
        " values ('PBPU-PEMDA', '3571031009', 3, 'SK', '2026-11-01')",
        "insert into programmes_quota (programme_id, region_code, places, basis, valid_from)"
        " values ('PBPU-PEMDA', '35', 3, 'SK', '2026-11-01')",
        "insert into programmes_quota (programme_id, region_code, places, basis, valid_from)"
        " values ('PBPU-PEMDA', '3571', 3, 'SK', '2027-11-01')",
        "insert into programmes_quota (programme_id, region_code, places, basis, valid_from)"
        " values ('BLT-DESA', '3571', 3, 'SK', '2027-11-05')",
        "insert into programmes_quota (programme_id, region_code, places, taken, basis, valid_from)"
        " values ('BLT-DESA', '3571', 3, 4, 'SK', '2027-11-01')",
        "insert into programmes_quota (programme_id, region_code, places, basis, valid_from, valid_to)"
        " values ('BLT-DESA', '3571', 3, 'SK', '2027-11-01', '2027-10-01')",
    ],
)
def test_the_database_lets_nobody_break_a_quota_by_hand(sql):
    a_recipient("PBPU-PEMDA")
    a_recipient("PBPU-PEMDA")
    quota, other = set_quota(2), set_quota(programme="PERMAKANAN")

    with acting(SYSTEM), pytest.raises(Error), transaction.atomic():
        run(sql, {"quota": quota.pk, "other": other.pk} if "%(" in sql else None)

    quota.refresh_from_db()
    assert (quota.places, quota.taken, quota.basis) == (2, 2, "SK Wali Kota 7/2026")


@pytest.mark.django_db
def test_one_membership_more_than_the_places_is_refused_by_the_database():
    a_quota("PBPU-PEMDA", 1)
    a_recipient("PBPU-PEMDA")
    family, person = a_listed_family("KELEBIHAN")

    with pytest.raises(IntegrityError, match="quota_not_exceeded"), transaction.atomic():
        enrolled(family, person, "PBPU-PEMDA")


def test_many_who_enrol_at_once_never_exceed_the_places(django_db_setup, django_db_blocker):
    with own_copy(django_db_blocker, "quota"):
        a_quota("PBPU-PEMDA", 3)
        families = [a_listed_family(f"SERENTAK {n}") for n in range(10)]

        told = all_at_once(*(lambda pair=pair: enrolled(*pair, "PBPU-PEMDA") for pair in families))

        quota = Quota.objects.get()
        with acting(SYSTEM):
            seats = Seat.objects.count()
        refused = [each for each in told if isinstance(each, Exception)]
        assert (quota.taken, seats, len(refused)) == (3, 3, 7)
        assert all("quota_not_exceeded" in str(each) for each in refused)


def test_of_two_quotas_set_at_once_inside_each_other_one_is_refused(django_db_setup, django_db_blocker):
    with own_copy(django_db_blocker, "nested"):
        told = all_at_once(lambda: set_quota(region=KEDIRI), lambda: set_quota(region=BAWANG))

        assert Quota.objects.count() == 1
        assert sum(isinstance(each, Refused) for each in told) == 1
