"""The demonstration's month, played on a small city by its own officials."""

from datetime import UTC, date, datetime

import pytest

from kesos.access.services.demo import NoDemo, demo_link
from kesos.database.acting import acting
from kesos.demo import accounts, aid, month, stages, telling
from kesos.foundation.actor import SYSTEM
from kesos.interop.population.standin import COLUMNS
from kesos.proposals.jobs import keep_calendar
from kesos.proposals.models import Period, Proposal
from kesos.proposals.services import periods
from kesos.registry.models import Listing
from tests.programmes.world import a_listed_family, a_recipient
from tests.registry.world import a_family, a_person

NOW = datetime(2026, 11, 9, 3, tzinfo=UTC)
VILLAGES = ("3571011001", "3571011002", "3571031009", "3571031001")


@pytest.mark.django_db
@pytest.mark.requirement("K-05")
@pytest.mark.requirement("K-29")
def test_the_whole_chain_runs_and_every_stage_is_counted(tmp_path):
    accounts.make(at=datetime(2026, 1, 1, tzinfo=UTC))
    for village in VILLAGES:
        for name in ("SULASTRI", "PAIJAN", "YATEMI", "ENDAH", "TUKIMAN"):
            a_family(a_person(name, region=village), region=village)

    counts = played(tmp_path)

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
@pytest.mark.requirement("K-18")
def test_every_kind_of_user_can_be_tried_also_companion_mayor_and_citizen(settings):
    settings.DEMO = True
    for role, username, name, _ in accounts.CITY_OFFICIALS:
        accounts._official(role, username, name, accounts.CITY, at=NOW)
    accounts._official("OP_DESA", "operator.bawang", "Dwi Astutik", accounts.BAWANG, at=NOW)
    accounts._official(*accounts.COMPANION, at=NOW, holder="assignment:1")
    own = a_recipient(aid.CENTRAL, name="SULASTRI")
    with acting(SYSTEM):
        type(own.family).objects.filter(pk=own.family_id).update(rw="004")

    told = stages.met(NOW)

    assert told == {"families": 1, "rw": "004"}
    for role in ("PENDAMPING", "KEPALA_DAERAH", "WARGA"):
        assert demo_link(role=role, at=NOW).startswith("/akun/tautan/")
    with pytest.raises(NoDemo, match="Yang ada: ADMIN, KADIS"):
        demo_link(role="GURU", at=NOW)


@pytest.mark.django_db
@pytest.mark.requirement("K-33")
def test_aid_of_the_month_leaves_quotas_whole_and_no_two_programmes_that_exclude_each_other(tmp_path, monkeypatch):
    monkeypatch.setattr(aid, "MORE", 0)  # nobody finds a free place, so all who are endorsed wait
    accounts.make(at=datetime(2026, 1, 1, tzinfo=UTC))
    for village in VILLAGES:
        for _ in range(4):
            a_listed_family(region=village)
        for _ in range(9):
            a_recipient(aid.LOCAL, region=village)

    counts = played(tmp_path)

    assert counts["aid_proposed"] == len(VILLAGES) * sum(aid.A_VILLAGE.values())
    assert counts["events"] == counts["events_applied"] > 0
    assert counts["vacancies"] > 0
    assert counts["replaced"] > 0
    assert (counts["quotas_exceeded"], counts["exclusive_together"]) == (0, 0)


def played(folder):
    population = folder / "dukcapil.csv"
    population.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    return month.play(
        month=date(2026, 10, 1), answers=lambda people, at: dict.fromkeys(people, "padan"),
        pull=aid.pull_from_standin(population), folder=folder, say=lambda _: None,
    )  # fmt: skip


@pytest.mark.django_db
def test_making_the_accounts_twice_makes_none_the_second_time():
    first = accounts.make(at=datetime(2026, 1, 1, tzinfo=UTC))
    again = accounts.make(at=datetime(2026, 1, 1, tzinfo=UTC))

    assert first["accounts"] == 5 + 2 + 46 * 2
    assert again["accounts"] == 0


@pytest.mark.django_db
def test_each_stage_is_told_in_a_sentence_with_numbers_as_they_are_written_here():
    told = telling.sentence({"stage": "regions", "rows": 91599, "retired": 620, "seconds": 0.1, "again": False})

    assert told == "91.599 wilayah dan 620 kode lama"


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "closes"), [(4, 11), (22, 27), (28, 30), (30, 30)])
def test_however_late_the_demonstration_is_played_its_running_month_stays_open_for_a_newcomer(day, closes):
    at = datetime(2026, 11, day, 3, tzinfo=UTC)
    accounts.make(at=datetime(2026, 1, 1, tzinfo=UTC))
    month.leave_time(date(2026, 11, 1), at=at)
    period = periods.open_period(region_code=accounts.CITY, month=date(2026, 11, 1), at=at)

    keep_calendar(at)

    assert periods.state_of(period.pk) == "DIBUKA"
    with acting(SYSTEM):
        assert period.case.due_at == datetime(2026, 11, closes, 17, tzinfo=UTC)
