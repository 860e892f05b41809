"""Two operators send the same numbers in the same moment, each on a connection of their own."""

from dataclasses import replace

import pytest

from kesos.foundation.numbers import as_text
from tests.at_once import all_at_once
from tests.databases import own_copy
from tests.registry.test_register_family import BABY, CARD, MOTHER, everybody, register
from tests.registry.world import a_nik


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    with own_copy(django_db_blocker, "counter"):
        yield


def test_the_same_family_twice_is_one_family(committed):
    said = all_at_once(*[lambda: register(MOTHER, BABY)] * 2)

    assert sorted(one.created for one in said) == [False, True]
    assert len({one.family_id for one in said}) == 1
    assert [name for name, *_ in everybody()] == ["YATEMI", "BAYI YATEMI"]


def test_of_two_families_with_one_nik_exactly_one_is_written(committed):
    cards = [CARD, replace(CARD, kk="9971030101107002")]

    said = all_at_once(*(lambda card=card: register(MOTHER, card=card) for card in cards))

    assert sorted(type(one).__name__ for one in said) == ["Registered", "ToConfirm"]
    assert [name for name, *_ in everybody()] == ["YATEMI"]


def test_of_two_operators_with_one_card_exactly_one_family_is_written(committed):
    other = replace(MOTHER, full_name="SUMINAH", nik=as_text(a_nik()))

    said = all_at_once(lambda: register(MOTHER), lambda: register(other))

    assert sorted(type(one).__name__ for one in said) == ["FamilyKnown", "Registered"]
    assert len(everybody()) == 1
