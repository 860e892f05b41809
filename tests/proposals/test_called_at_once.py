"""Two officials call a deliberation in the same moment, each on a connection of their own."""

from datetime import date

import pytest
from django.db import connection

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.models import Deliberation
from kesos.proposals.services import deliberate
from tests.at_once import all_at_once
from tests.databases import as_owner
from tests.proposals.world import BAWANG, LURAH, an_open_month, on


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Other connections see what is written; gone again afterwards."""
    with django_db_blocker.unblock():
        yield
        connection.close()
    with as_owner() as owner:
        owner.execute("select set_config('kesos.areas', '{35}', false)")
        owner.execute("delete from proposals_deliberation")
        owner.execute("delete from proposals_period")
        owner.execute("with gone as (delete from workflow_decision) delete from workflow_case")


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
