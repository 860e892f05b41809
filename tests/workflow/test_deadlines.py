"""When a step is due: in the office's own time, by its own calendar, without its holidays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.workflow.models import CalendarDay, Case, Holiday, OfficeHours
from kesos.workflow.services import attach_paper, count_terms_again, decide, move_to_period
from tests.workflow.flows import DUE
from tests.workflow.world import a_case, somebody

pytestmark = pytest.mark.django_db
WIB, WITA, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
KEDIRI, BANJARBARU, JAYAPURA = "3571031009", "6372011001", "9171011001"


def due(kind: str, n: int, since: datetime, region: str = KEDIRI, *, name: str = "", hours: bool = False,
        period: date | None = None, given: str = "") -> datetime | None:  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "select workflow_due(%s, %s, %s, %s, %s, %s, %s, %s)", [kind, n, name, hours, since, region, period, given]
        )
        return cursor.fetchone()[0]


@pytest.mark.requirement("K-05")
@pytest.mark.requirement("X-04")
@pytest.mark.parametrize(
    ("kind", "n", "more", "since", "until"),
    [
        ("days", 14, {}, "2026-11-12 23:59", "2026-11-27 00:00"),
        ("days", 14, {}, "2026-11-13 00:01", "2026-11-28 00:00"),
        ("months", 6, {}, "2026-08-31 09:00", "2027-03-01 00:00"),
        ("working_days", 1, {}, "2026-11-12 09:00", "2026-11-14 00:00"),
        ("working_days", 1, {}, "2026-11-13 15:00", "2026-11-17 00:00"),  # Friday: Monday
        ("working_days", 1, {}, "2026-03-17 09:00", "2026-03-26 00:00"),  # Nyepi and Idulfitri between
        ("minutes", 60, {}, "2026-11-12 23:30", "2026-11-13 00:30"),
        ("minutes", 60, {"hours": True}, "2026-11-12 15:30", "2026-11-13 08:00"),
        ("minutes", 60, {"hours": True}, "2026-11-13 16:00", "2026-11-16 08:00"),
        ("minutes", 60, {"hours": True}, "2026-11-14 09:00", "2026-11-16 08:30"),  # Saturday
        ("minutes", 0, {}, "2026-11-12 09:00", "2026-11-12 09:00"),
        ("day_of_month", 0, {"name": "pengesahan"}, "2026-11-02 09:00", "2026-11-18 00:00"),
        ("day_of_month", 0, {"name": "pengesahan"}, "2026-11-20 09:00", "2026-11-18 00:00"),
        ("day_of_month", 0, {"name": "pengesahan", "period": date(2026, 12, 1)}, "2026-11-20 09:00",
         "2026-12-18 00:00"),
        ("paper_date", 5, {"given": "2026-11-30"}, "2026-11-02 09:00", "2026-12-01 00:00"),
        ("paper_date", 5, {"given": "30 November"}, "2026-11-02 09:00", "2026-11-08 00:00"),
        ("paper_date", 5, {"given": "2026-02-31"}, "2026-11-02 09:00", "2026-11-08 00:00"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("region", "zone"), [(KEDIRI, WIB), (BANJARBARU, WITA), (JAYAPURA, WIT)])
def test_each_kind_of_deadline_is_counted_as_an_office_counts(kind, n, more, since, until, region, zone):
    found = due(kind, n, datetime.fromisoformat(since).replace(tzinfo=zone), region, **more)

    assert found == datetime.fromisoformat(until).replace(tzinfo=zone)


def test_a_deadline_without_a_rule_is_no_deadline():
    assert due("day_of_month", 0, datetime(2026, 11, 2, tzinfo=WIB), name="entah") is None
    assert due("paper_date", 0, datetime(2026, 11, 2, tzinfo=WIB), given="") is None


def test_a_regency_has_its_own_day_for_a_month_and_its_own_holiday_and_hours():
    CalendarDay.objects.create(region_code="3571", event="pengesahan", day=20, from_month=date(2026, 1, 1))
    CalendarDay.objects.create(
        region_code="3571", event="pengesahan", day=31, from_month=date(2026, 11, 1), to_month=date(2026, 11, 1)
    )
    Holiday.objects.create(region_code="3571", day=date(2026, 11, 13), name="Hari jadi", kind="daerah")
    OfficeHours.objects.create(
        region_code="3372", weekday=6, opens=time(8), closes=time(12), valid_from=date(2026, 1, 1)
    )
    thursday = datetime(2026, 11, 12, 9, 0, tzinfo=WIB)

    october = due("day_of_month", 0, datetime(2026, 10, 2, tzinfo=WIB), name="pengesahan")
    november = due("day_of_month", 0, thursday, name="pengesahan")
    elsewhere = due("day_of_month", 0, thursday, "3372021003", name="pengesahan")

    assert [d.astimezone(WIB).day - 1 or 30 for d in (october, november, elsewhere)] == [20, 30, 17]
    assert due("working_days", 1, thursday) == datetime(2026, 11, 17, tzinfo=WIB)
    assert due("working_days", 1, thursday, "3372021003") == datetime(2026, 11, 15, tzinfo=WIB)


@given(
    day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    hour=st.times(),
    n=st.integers(1, 30),
    region=st.sampled_from([KEDIRI, BANJARBARU, JAYAPURA]),
)
@settings(max_examples=60, deadline=None)
def test_working_days_never_end_on_a_closed_day_and_never_shorten(day, hour, n, region):
    start = datetime.combine(day, hour, UTC)
    zone = {KEDIRI: WIB, BANJARBARU: WITA, JAYAPURA: WIT}[region]

    end = due("working_days", n, start, region)

    last = (end.astimezone(zone) - timedelta(seconds=1)).date()
    closed = set(Holiday.objects.values_list("day", flat=True))
    first = start.astimezone(zone).date() + timedelta(days=1)
    span = [first + timedelta(days=d) for d in range((last - first).days + 1)]
    assert last.isoweekday() < 6
    assert last not in closed
    assert sum(day.isoweekday() < 6 and day not in closed for day in span) == n


@pytest.mark.requirement("K-05")
def test_a_case_carries_the_deadline_of_its_state_and_loses_it_at_the_end():
    siti = somebody(1, "uji.polos")
    at = datetime(2026, 11, 2, 9, 0, tzinfo=WIB)
    case = a_case(DUE, at=at)
    dues = {case.state: case.due_at}

    while case.closed_at is None:
        case = decide(case_id=case.pk, action="polos", by=siti, at=at, seen=case.last_seq)
        dues[case.state] = case.due_at

    assert {state: due and due.astimezone(WIB).isoformat()[:16] for state, due in dues.items()} == {
        "HARI": "2026-11-17T00:00",
        "HARI_KERJA": "2026-11-04T00:00",
        "MENIT": "2026-11-02T10:00",
        "JAM_KERJA": "2026-11-02T10:00",
        "BULAN": "2027-05-03T00:00",
        "TANGGAL": "2026-11-18T00:00",
        "BERKAS": "2026-11-08T00:00",
        "SEJAK": "2026-11-17T00:00",
        "USAI": None,
    }


def test_a_term_may_run_from_an_earlier_state():
    siti = somebody(1, "uji.polos")
    at = datetime(2026, 11, 2, 9, 0, tzinfo=WIB)
    case = a_case(DUE, at=at)
    while case.state != "SEJAK":
        case = decide(case_id=case.pk, action="polos", by=siti, at=at, seen=case.last_seq)
        at += timedelta(days=1)

    # HARI_KERJA was entered on 2 November, SEJAK on the 8th
    assert case.entered_at.astimezone(WIB).day == 8
    assert case.due_at == datetime(2026, 11, 17, tzinfo=WIB)


def test_a_date_on_a_paper_moves_the_deadline():
    siti = somebody(1, "uji.polos")
    at = datetime(2026, 11, 2, 9, 0, tzinfo=WIB)
    case = a_case(DUE, at=at)
    while case.state != "BERKAS":
        case = decide(case_id=case.pk, action="polos", by=siti, at=at, seen=case.last_seq)

    attach_paper(case_id=case.pk, paper="tanggal_tutup", value="2026-12-24", by=siti, at=at)

    with acting(SYSTEM):
        assert Case.objects.get(pk=case.pk).due_at == datetime(2026, 12, 25, tzinfo=WIB)


def test_another_period_and_another_calendar_are_counted_again():
    at = datetime(2026, 11, 12, 9, 0, tzinfo=WIB)
    proposal = a_case("usulan_dtks", at=at, period=date(2026, 11, 1))
    case = a_case(DUE, at=at)

    moved = move_to_period(case_ids=[proposal.pk], period=date(2026, 12, 1), by=SYSTEM, at=at)
    with acting(SYSTEM):
        Holiday.objects.create(day=date(2026, 11, 13), name="Hari jadi", kind="daerah", region_code="3571")
        again = count_terms_again(area="3571")

    assert (moved, again) == (1, 0)
    with acting(SYSTEM):
        assert Case.objects.get(pk=proposal.pk).period == date(2026, 12, 1)
        assert Case.objects.get(pk=case.pk).due_at == case.due_at
