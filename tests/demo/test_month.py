"""The demonstration's month, played on a small city by its own officials."""

from datetime import UTC, date, datetime

import pytest

from kesos.database.acting import acting
from kesos.demo import accounts, month, stages, telling
from kesos.foundation.actor import SYSTEM
from kesos.proposals.jobs import keep_calendar
from kesos.proposals.models import Period, Proposal
from kesos.registry.models import Listing
from tests.registry.world import a_family, a_person

VILLAGES = ("3571011001", "3571011002", "3571031009", "3571031001")


@pytest.mark.django_db
@pytest.mark.requirement("K-05")
@pytest.mark.requirement("K-29")
def test_the_whole_chain_runs_and_every_stage_is_counted():
    accounts.make(at=datetime(2026, 1, 1, tzinfo=UTC))
    for village in VILLAGES:
        for name in ("SULASTRI", "PAIJAN", "YATEMI", "ENDAH", "TUKIMAN"):
            a_family(a_person(name, region=village), region=village)

    counts = month.play(
        month=date(2026, 10, 1), answers=lambda people, at: dict.fromkeys(people, "padan"), say=lambda _: None
    )

    late = month.WITHOUT_MINUTES * month.A_VILLAGE
    assert counts["proposed"] == counts["matched"] == len(VILLAGES) * month.A_VILLAGE
    assert counts["carried_over"] == late
    assert counts["agreed"] + counts["refused_by_deliberation"] == counts["proposed"] - late
    assert counts["refused_by_office"] + counts["verified"] == counts["agreed"]
    assert counts["endorsed"] == counts["sent"] == counts["verified"]
    assert counts["determined"] + counts["not_determined"] == counts["sent"] > 0
    with acting(SYSTEM):
        assert Listing.objects.filter(to_on=None).count() == counts["determined"]
        assert Period.objects.filter(month=date(2026, 11, 1)).exists()
        assert Proposal.objects.filter(period__month=date(2026, 11, 1)).count() == late


@pytest.mark.django_db
def test_making_the_accounts_twice_makes_none_the_second_time():
    first = accounts.make(at=datetime(2026, 1, 1, tzinfo=UTC))
    again = accounts.make(at=datetime(2026, 1, 1, tzinfo=UTC))

    assert first["accounts"] == 4 + 1 + 46 * 2
    assert again["accounts"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "entry_closes", "last_step"),
    [
        (date(2026, 11, 3), 13, 30),
        (date(2026, 11, 22), 25, 30),
        (date(2026, 11, 30), 30, 30),
        (date(2027, 2, 28), 28, 28),
    ],
)
def test_on_whichever_day_it_is_opened_every_step_of_the_running_month_can_still_be_tried(
    today, entry_closes, last_step
):
    days = stages.still_ahead(today)

    assert days["tutup_entri"] == entry_closes
    assert days["tarik_pusat"] == last_step
    in_order = ["tutup_entri", "unggah_berita_acara", "finalisasi", "pengesahan", "tarik_pusat"]
    assert [days[event] for event in in_order] == sorted(days.values())


def test_each_stage_is_told_in_a_sentence_with_numbers_as_they_are_written_here():
    told = telling.sentence({"stage": "regions", "rows": 91599, "retired": 620, "seconds": 0.1, "again": False})

    assert told == "91.599 wilayah dan 620 kode lama"


@pytest.mark.django_db
@pytest.mark.parametrize("day", [4, 22, 30])
def test_the_calendar_leaves_the_running_month_open_until_somebody_could_try_it(day):
    at = datetime(2026, 11, day, 3, tzinfo=UTC)
    accounts.make(at=datetime(2026, 1, 1, tzinfo=UTC))
    stages.this_month(at)

    keep_calendar(at)

    with acting(SYSTEM):
        assert Period.objects.values_list("month", "case__state").get() == (date(2026, 11, 1), "DIBUKA")
