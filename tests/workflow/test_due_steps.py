"""Steps of the system are taken when their day has come, each kab/kota for itself."""

from datetime import timedelta

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.workflow import hooks, jobs
from kesos.workflow.flow import Deadline, Flow, Step
from kesos.workflow.models import Case
from tests.workflow.world import AT, a_case, keep

pytestmark = pytest.mark.django_db
LAPSES = Flow(
    key="uji.lewat", version=1, starts="TERBIT", ends=frozenset({"KEDALUWARSA", "DICABUT"}),
    steps=(
        Step("TERBIT", "lewat", "KEDALUWARSA", ("uji.lewat",), system_may=frozenset({"uji.lewat"}),
             deadline=Deadline("days", 30, effect="after"), waits=False),
        Step("TERBIT", "cabut", "DICABUT", ("uji.cabut",), deadline=Deadline("days", 90)),
    ),
)  # fmt: skip
PRESSED = Flow(
    key="uji.tekan", version=1, starts="MULA", ends=frozenset({"AKHIR"}),
    steps=(Step("MULA", "maju", "AKHIR", ("uji.maju",), deadline=Deadline("days", 30, effect="after")),),
)  # fmt: skip
SURAKARTA = "3372011001"


@pytest.fixture
def lapsing(kept_flows):
    keep(LAPSES)
    return a_case(LAPSES)


def state(case):
    with acting(SYSTEM):
        return Case.objects.get(pk=case.pk).state


def test_a_step_of_the_system_is_taken_on_its_day_not_before_and_only_once(lapsing):
    jobs.take_due_steps(AT + timedelta(days=30))
    before = state(lapsing)

    for _ in range(2):
        jobs.take_due_steps(AT + timedelta(days=31))

    assert (before, state(lapsing)) == ("TERBIT", "KEDALUWARSA")
    with acting(SYSTEM):
        assert Case.objects.get(pk=lapsing.pk).last_seq == 1


def test_a_step_of_people_stays_theirs(kept_flows):
    keep(PRESSED)
    case = a_case(PRESSED)

    jobs.take_due_steps(AT + timedelta(days=60))

    assert state(case) == "MULA"


def test_a_kota_whose_step_fails_does_not_stop_the_others(lapsing, monkeypatch):
    other = a_case(LAPSES, region_code=SURAKARTA)

    def failing(case_ids, by, at):
        if other.pk in case_ids:
            raise ZeroDivisionError("galat")

    monkeypatch.setattr(hooks, "effects_of", lambda flow, entered: (failing,) if flow == LAPSES.key else ())
    jobs.take_due_steps(AT + timedelta(days=31))
    failed = state(lapsing), state(other)
    monkeypatch.undo()
    jobs.take_due_steps(AT + timedelta(days=32))

    assert failed == ("KEDALUWARSA", "TERBIT")
    assert state(other) == "KEDALUWARSA"
