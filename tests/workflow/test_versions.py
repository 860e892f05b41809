"""A flow may change; a case that is open is decided by what held when it was opened."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.workflow.declaring import store
from kesos.workflow.flow import BadFlow
from kesos.workflow.models import FlowVersion
from kesos.workflow.queries import possible
from kesos.workflow.queries.possible import flow_of
from kesos.workflow.refusals import PaperMissing
from kesos.workflow.services import decide
from tests.databases import as_owner
from tests.workflow.flows import PINNED, PINNED_2
from tests.workflow.world import a_case, keep, somebody

pytestmark = pytest.mark.django_db
SITI = somebody(1, "uji.jalan")
LATER = datetime(2026, 11, 13, 3, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=False)
@pytest.mark.requirement("X-04")
def test_an_open_case_is_decided_by_the_version_it_was_opened_under():
    old = a_case(PINNED)
    with as_owner() as owner:
        store(owner, PINNED_2, since=LATER)
    new = a_case(PINNED, at=LATER)

    moved = decide(case_id=old.pk, action="jalan", by=SITI, at=LATER)
    with pytest.raises(PaperMissing):
        decide(case_id=new.pk, action="jalan", by=SITI, at=LATER)

    assert (old.flow_version, new.flow_version, moved.state) == (1, 2, "USAI")
    with acting(SITI):
        assert flow_of(old) == PINNED
        assert [p.code for p in possible(new, SITI, at=LATER)] == ["paper_missing"]


def test_changed_words_under_the_same_number_are_refused():
    with as_owner() as owner, pytest.raises(BadFlow, match="Naikkan `version`"):
        store(owner, replace(PINNED_2, version=1), since=LATER)


def test_storing_the_same_flow_again_changes_nothing():
    before = FlowVersion.objects.count()

    keep(PINNED)

    assert FlowVersion.objects.count() == before


def test_a_case_begins_where_its_flow_begins():
    case = a_case(PINNED)

    with acting(SYSTEM):
        assert (case.state, case.stay, case.last_seq, case.closed_at) == ("MULA", None, 0, None)
