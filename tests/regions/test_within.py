"""Within these areas: no area no rows, and always by an index."""

import json

import pytest
from django.db import connection
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as some

from kesos.foundation.actor import Actor
from kesos.regions.models import Region
from kesos.regions.scope import within

CODES = ["3571031009", "3571031010", "3571021001", "3372011001"]
pytestmark = pytest.mark.django_db


def inside(*areas: str) -> set[str]:
    return set(Region.objects.filter(within(areas, "code"), code__in=CODES).values_list("code", flat=True))


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize(
    ("areas", "seen"),
    [
        ([], set()),
        ([""], set(CODES)),
        (["35"], {"3571031009", "3571031010", "3571021001"}),
        (["357103"], {"3571031009", "3571031010"}),
        (["3571031009"], {"3571031009"}),
        (["3571031009", "33"], {"3571031009", "3372011001"}),
        (["3571", "3571031009"], {"3571031009", "3571031010", "3571021001"}),
    ],
)
def test_shows_exactly_the_rows_of_the_areas(areas, seen):
    assert inside(*areas) == seen


def test_the_whole_country_stays_whole_beside_another_way_in():
    found = Region.objects.filter(within([""], "code") | Q(pk__in=[]), code__in=CODES)

    assert found.count() == len(CODES)


@given(some.lists(some.sampled_from(["", "3", "33", "35", "3571", "357103", *CODES]), max_size=4))
def test_says_the_same_as_the_actor(areas):
    actor = Actor(user_id=1, grants=frozenset(("person.view", area) for area in areas))
    held = [code for code in CODES if actor.may("person.view", code)]

    condition = within(actor.areas("person.view"), "code")

    assert sorted(Region.objects.filter(condition, code__in=CODES).values_list("code", flat=True)) == sorted(held)


@pytest.mark.parametrize(
    "areas", [["3571031009"], ["3571031009", "3571031010"], ["3571"], ["3571", "3372", "6372021003"]]
)
def test_finds_its_rows_through_an_index(areas):
    plan = json.dumps(json.loads(Region.objects.filter(within(areas, "code")).explain(format="json")))

    assert "Seq Scan" not in plan
    assert "regions_region" in plan


def test_no_area_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(Region.objects.filter(within([], "code"))) == []


def test_the_connection_is_the_applications_own():
    with connection.cursor() as cursor:
        cursor.execute("select current_user")

        assert cursor.fetchone() == ("kesos_app",)
