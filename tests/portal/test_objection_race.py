"""The head grants an objection at the moment in which the place is filled: one of both, and the quota holds."""

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.services import replace
from kesos.registry.models import Enrolment
from tests.at_once import all_at_once
from tests.databases import own_copy
from tests.portal.test_objection_granted import DINSOS, KADIS, objected, stepped, unfit, waits_first
from tests.programmes.test_replace import LOCAL, plan
from tests.programmes.world import AT, HEAD, a_quota, state_of, waiting


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    with own_copy(django_db_blocker, "objection"):
        yield


@pytest.mark.requirement("K-33")
@pytest.mark.parametrize("turn", [1, -1])
def test_granted_while_the_head_fills_the_place_one_of_both_holds(committed, turn):
    quota = a_quota(LOCAL, 1)
    taken = unfit()
    waiting(LOCAL)
    made, found = plan(), objected(taken)
    stepped(found, "terima", DINSOS)

    acts = [
        lambda: replace.carry_out(run_id=made.pk, by=HEAD, at=AT),
        lambda: stepped(found, "kabulkan", KADIS, reason="Benar"),
    ]
    said = all_at_once(*acts[::turn])

    with acting(SYSTEM):
        active = Enrolment.objects.filter(programme=LOCAL, state="AKTIF").count()
        quota.refresh_from_db()
        found.refresh_from_db()
    assert not [each for each in said if isinstance(each, Exception)], said
    assert (active, quota.taken, found.state) == (1, 1, "DIKABULKAN")
    assert (state_of(taken), waits_first(taken)) in [("AKTIF", False), ("DIGANTIKAN", True)]
