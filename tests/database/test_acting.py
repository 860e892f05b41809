"""Who acts is told to PostgreSQL for one transaction and never left behind."""

import pytest
from django.db import connection, transaction

from kesos.database.acting import acting, acting_to_the_end
from kesos.foundation.actor import SYSTEM, Actor
from tests.committing import committed  # noqa: F401

BAWANG = Actor(user_id=7, grants=frozenset({("person.view", "3571031009")}), holders=frozenset({"forum:3"}))


def told() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select kesos_user(), kesos_areas(), kesos_holders(), current_user")
        return cursor.fetchone()


@pytest.mark.django_db
def test_nobody_acts_until_told():
    assert told() == (None, [], [], "kesos_app")


@pytest.mark.django_db
def test_the_database_knows_who_acts_and_where():
    with acting(BAWANG):
        assert told() == (7, ["3571031009"], ["forum:3"], "kesos_app")

    assert told() == (None, [], [], "kesos_app")


@pytest.mark.django_db
def test_system_work_takes_its_own_role_and_gives_it_back():
    with acting(BAWANG):
        with acting(SYSTEM):
            assert told()[3] == "kesos_system"
        assert told() == (7, ["3571031009"], ["forum:3"], "kesos_app")


@pytest.mark.django_db
def test_a_failure_inside_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError), acting(BAWANG):
        raise ZeroDivisionError

    assert told() == (None, [], [], "kesos_app")


@pytest.mark.usefixtures("committed")
def test_an_entrance_that_learns_late_who_acts_leaves_nothing_for_the_next_transaction():
    with transaction.atomic(), acting_to_the_end(BAWANG):
        inside = told()
    with transaction.atomic():
        after = told()

    assert inside == (7, ["3571031009"], ["forum:3"], "kesos_app")
    assert after == (None, [], [], "kesos_app")


@pytest.mark.django_db
def test_inside_another_transaction_it_ends_where_it_began():
    with transaction.atomic(), acting_to_the_end(BAWANG):
        assert told() == (7, ["3571031009"], ["forum:3"], "kesos_app")

    assert told() == (None, [], [], "kesos_app")


@pytest.mark.django_db
def test_an_area_of_the_whole_country_is_told_as_the_empty_prefix():
    with acting(Actor(user_id=1, grants=frozenset({("person.view", "")}))):
        assert told()[1] == [""]
