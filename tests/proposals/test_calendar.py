"""Months open and close by their calendar, each kab/kota for itself."""

from datetime import timedelta

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.proposals import jobs
from kesos.proposals.models import Period
from kesos.proposals.services import periods
from kesos.workflow import services as workflow
from kesos.workflow.models import Case
from tests.access.world import an_official
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import BAWANG, KEDIRI, NOVEMBER, OPERATOR, a_draft, an_open_month, on

pytestmark = pytest.mark.django_db
SURAKARTA, SURAKARTA_VILLAGE = "3372", "3372011001"
BANJARBARU_VILLAGE = "6372011001"  # Central Indonesian time


def months():
    with acting(SYSTEM):
        return list(Period.objects.order_by("region_id", "month").values_list("region_id", "month", "case__state"))


def test_a_month_opens_on_its_day_where_somebody_may_propose_and_only_once():
    an_official("operator", "OP_DESA", BAWANG)
    an_official("kadis", "KADIS", SURAKARTA)

    for _ in range(2):
        jobs.keep_calendar(on(1, 8))

    assert months() == [(KEDIRI, NOVEMBER, "DIBUKA")]


def test_citizens_open_no_month():
    an_official("warga", "WARGA", BAWANG)

    jobs.keep_calendar(on(1, 8))

    assert months() == []


def test_the_day_begins_where_the_office_stands():
    an_official("operator", "OP_DESA", BAWANG)
    an_official("banjarbaru", "OP_DESA", BANJARBARU_VILLAGE)

    jobs.keep_calendar(on(30, 23, month=11))
    jobs.keep_calendar(on(30, 23, month=11))

    assert [(region, month.month) for region, month, _ in months()] == [("6372", 12)]


def test_no_month_is_opened_for_entry_after_its_last_day():
    an_official("operator", "OP_DESA", BAWANG)

    jobs.keep_calendar(on(12))

    assert months() == []


def test_entry_closes_when_its_day_is_over_and_a_second_run_changes_nothing():
    month = an_open_month()

    jobs.keep_calendar(on(11, 23))
    before = periods.state_of(month.pk)
    for _ in range(2):
        jobs.keep_calendar(on(12, 7))

    assert (before, periods.state_of(month.pk)) == ("DIBUKA", "ENTRI_DITUTUP")
    with acting(SYSTEM):
        assert Case.objects.get(pk=month.case_id).last_seq == 1


@pytest.mark.parametrize("fault", [ZeroDivisionError("galat"), Refused("Tidak dapat.")])
def test_a_kota_that_fails_does_not_stop_the_others(monkeypatch, fault):
    first, second = an_open_month(), periods.open_period(region_code=SURAKARTA, month=NOVEMBER, at=on(1))
    as_it_is = workflow.decide

    def failing(**told):
        as_it_is(**told)
        if told["case_id"] == first.case_id:
            raise fault

    monkeypatch.setattr(workflow, "decide", failing)

    jobs.keep_calendar(on(12, 7))
    failed = periods.state_of(first.pk), periods.state_of(second.pk)
    monkeypatch.undo()
    jobs.keep_calendar(on(12, 8))

    assert failed == ("DIBUKA", "ENTRI_DITUTUP")
    assert {state for _, _, state in months()} == {"ENTRI_DITUTUP"}


def test_a_draft_is_due_on_the_day_entry_closes_and_stands_in_the_overdue_list_after_it(monkeypatch):
    a_draft(an_open_month())

    at_the_time(monkeypatch, on(5))
    in_time = visit(OPERATOR, "/")
    at_the_time(monkeypatch, on(12, 7))
    late = visit(OPERATOR, "/", saring="terlambat")

    assert "11 Nov" in in_time
    assert "6 hari lagi" in in_time
    assert "SULASTRI" in late
    assert "terlambat 1 hari" in late


def test_a_draft_that_goes_on_in_another_month_is_due_with_that_month():
    month = an_open_month()
    draft = a_draft(month)

    periods.carry_over(period=month, states=periods.NOT_DELIBERATED, at=on(14))

    with acting(SYSTEM):
        assert Case.objects.get(pk=draft.case_id).due_at == on(12, 7, month=12) - timedelta(hours=7)
