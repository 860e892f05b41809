"""Two officials call a deliberation in the same moment, each on a connection of their own."""

from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.models import Deliberation
from kesos.proposals.services import deliberate
from tests.at_once import all_at_once
from tests.databases import own_copy
from tests.proposals.world import BAWANG, LURAH, an_open_month, on


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    with own_copy(django_db_blocker, "called"):
        yield


def test_of_two_calls_for_one_kelurahan_and_month_exactly_one_wins(committed):
    period = an_open_month()

    said = all_at_once(*(
        lambda day=day: deliberate.schedule(
            period=period, region_code=BAWANG, held_on=date(2026, 11, day), place="Balai", by=LURAH, at=on(5)
        )
        for day in (9, 10, 11)
    ))  # fmt: skip

    assert sorted(type(one).__name__ for one in said) == ["Deliberation", "StillOpen", "StillOpen"]
    with acting(SYSTEM):
        assert Deliberation.objects.count() == 1
