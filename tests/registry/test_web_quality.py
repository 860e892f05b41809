"""Mutu data: ages and open faults of each kelurahan, of the own area alone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kesos.access.models import Setting
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound
from kesos.registry.models import FamilyVisit, IdentityTask, Match
from kesos.registry.queries.quality import per_village
from tests.registry.world import AT, BAWANG, NGRONGGO, a_family, a_person, a_source, an_operator

pytestmark = pytest.mark.django_db
HALF_A_YEAR = timedelta(days=180)


def asked(actor, place="", old_after=HALF_A_YEAR):
    with acting(actor):
        return per_village(actor, place=place, old_after=old_after, at=AT)


@pytest.fixture
def bawang():
    """Three people: one of an old file, one who differs from the population registry, one without NIK; two families."""
    with acting(SYSTEM):
        old, new = a_source("BNBA 2025", date(2025, 3, 1)), a_source("BNBA November", date(2026, 11, 1))
    aged, unlike = a_person("PAIJAN", source=old), a_person("SULASTRI", source=new)
    newborn = a_person("BAYI", source=new, no_nik_reason="newborn")
    visited, _ = a_family(aged), a_family(unlike, newborn)
    with acting(SYSTEM):
        FamilyVisit.objects.create(family=visited, source=new, recorded_at=AT)
        IdentityTask.objects.create(person=newborn, kind="no_nik", region_code=BAWANG, opened_at=AT)
        for days, outcome in ((2, "padan"), (1, "beda_nama"), (0, "gagal")):
            Match.objects.create(person=unlike, asked_at=AT - timedelta(days=days), outcome=outcome, by_user_id=11)


@pytest.mark.requirement("J-30", "J-24")
def test_each_kelurahan_tells_how_old_its_data_are_and_what_is_still_wrong(bawang):
    (told,) = asked(an_operator(BAWANG))

    assert (told.name, told.people, told.families) == ("Bawang", 3, 2)
    assert (told.oldest, told.newest) == (date(2025, 3, 1), date(2026, 11, 1))
    assert (told.old, told.unvisited) == (1, 1)
    assert (told.open_tasks, told.unlike, told.open_faults) == (1, 1, 2)
    assert told.waiting_since == AT


@pytest.mark.requirement("J-30")
def test_when_data_count_as_old_is_a_dated_limit(bawang, operator):
    before = operator.get(reverse("registry:quality")).context["old"]

    with acting(SYSTEM):
        Setting.objects.filter(key="registry.old_after_days").update(value="3660")

    assert (before, operator.get(reverse("registry:quality")).context["old"]) == (1, 0)


@pytest.mark.requirement("J-30")
def test_the_social_office_sees_every_kelurahan_of_the_city(bawang, social_office):
    page = social_office.get(reverse("registry:quality"))

    told = {row.code: row.people for row in page.context["rows"]}
    assert len(told) == 46
    assert (told[BAWANG], told[NGRONGGO]) == (3, 0)
    assert "Data lama" in page.content.decode()


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_counts_none_of_them_and_may_not_ask(bawang, neighbour):
    (told,) = asked(an_operator(NGRONGGO))

    assert (told.code, told.people, told.open_faults) == (NGRONGGO, 0, 0)
    assert neighbour.get(reverse("registry:quality"), {"wilayah": BAWANG}).status_code == 404
    with pytest.raises(NotFound):
        asked(an_operator(NGRONGGO), BAWANG)


def test_whoever_works_for_more_than_a_city_chooses_one(bawang, signed_in_as):
    province = signed_in_as("yuni", "DINSOS_PROV", "35")

    wide, narrow = (province.get(reverse("registry:quality"), told) for told in ({}, {"wilayah": "3571"}))

    assert "Pilih satu kabupaten/kota" in wide.content.decode()
    assert narrow.context["people"] == 3
