"""Limits are dated rows, changed by decision and never backwards."""

import pytest

from kesos.access import settings_store
from kesos.access.models import Setting
from kesos.access.services.limits import LimitRefused, set_limit
from kesos.foundation.errors import NotAllowed
from tests.access.world import AT, DAY, KEDIRI, an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def national():
    return an_actor("pusat", "ADMIN", "", region="")


def test_a_limit_changes_on_its_day_and_the_old_value_stays_to_be_read(national):
    set_limit(key="lockout.failures", value=7, valid_from=AT + DAY, by=national, at=AT)

    read = [settings_store.number("lockout.failures", at=AT + shift * DAY) for shift in (0, 0.99, 1, 30)]
    assert read == [5, 5, 7, 7]


def test_a_planned_limit_can_be_planned_anew(national):
    for value in (7, 8):
        set_limit(key="lockout.failures", value=value, valid_from=AT + DAY, by=national, at=AT)

    assert settings_store.number("lockout.failures", at=AT + DAY) == 8


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"value": 2}, "antara 3 dan 20"),
        ({"key": "entah.apa"}, "tidak dikenal"),
        ({"valid_from": AT - DAY}, "berlaku surut"),
    ],
)
def test_a_senseless_limit_is_refused(national, more, said):
    told = {"key": "lockout.failures", "value": 7, "valid_from": AT + DAY, **more}

    with pytest.raises(LimitRefused, match=said):
        set_limit(**told, by=national, at=AT)


def test_an_administrator_of_one_city_does_not_change_the_country():
    with pytest.raises(NotAllowed):
        set_limit(key="lockout.failures", value=7, valid_from=AT, by=an_actor("tono", "ADMIN", KEDIRI), at=AT)


def test_every_shipped_limit_is_known_by_name():
    assert set(Setting.objects.values_list("key", flat=True)) == set(settings_store.LIMITS)


def test_a_missing_limit_is_a_fault_and_no_silent_default():
    with pytest.raises(settings_store.SettingMissing):
        settings_store.number("lockout.failures", at=AT - 9999 * DAY)
