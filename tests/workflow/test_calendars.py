"""Who keeps a calendar changes it for their own place; deadlines follow; each change is told."""

from datetime import date, timedelta

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.workflow import queries
from kesos.workflow.models import CalendarDay, Case, Freeze, Holiday
from kesos.workflow.services import calendars, decide, open_case
from tests.workflow.flows import DUE, FIELDS
from tests.workflow.world import AT, CITY, HERE, a_case, somebody

pytestmark = pytest.mark.django_db
KEEPER = somebody(9, "calendar.manage", area=CITY)
MONTH = date(2026, 11, 1)


def test_a_holiday_moves_the_deadlines_that_count_working_days():
    siti = somebody(1, "uji.polos")
    case = decide(case_id=a_case(DUE).pk, action="polos", by=siti, at=AT)

    made = calendars.add_holiday(region_code=CITY, day=date(2026, 11, 13), name="Hari jadi kota", by=KEEPER, at=AT)
    with acting(SYSTEM):
        later = Case.objects.get(pk=case.pk).due_at
    calendars.remove_holiday(holiday_id=made.pk, by=KEEPER, at=AT)

    assert later - case.due_at == timedelta(days=3)  # Friday off, then the weekend
    with acting(SYSTEM):
        assert Case.objects.get(pk=case.pk).due_at == case.due_at
    assert made.kind == "daerah"


@pytest.mark.requirement("X-04")
def test_a_city_sets_its_own_day_for_good_or_for_one_month():
    calendars.set_calendar_day(region_code=CITY, event="pengesahan", day=20, from_month=MONTH, by=KEEPER, at=AT)
    calendars.set_calendar_day(
        region_code=CITY,
        event="pengesahan",
        day=24,
        from_month=date(2026, 12, 5),
        only_this_month=True,
        by=KEEPER,
        at=AT,
    )

    days = {
        month: next(d for d in queries.calendar_of(HERE, month=month) if d.event == "pengesahan").day
        for month in (date(2026, 10, 1), MONTH, date(2026, 12, 1), date(2027, 1, 1))
    }

    assert [day.day for day in days.values()] == [17, 20, 24, 20]
    assert [d.day.day for d in queries.calendar_of("3372", month=MONTH) if d.event == "pengesahan"] == [17]
    assert [d.own for d in queries.calendar_of(CITY, month=MONTH) if d.event == "pengesahan"] == [True]


def test_a_freeze_stops_decisions_and_ends_when_it_is_ended():
    siti = somebody(1, "uji.polos")
    case = a_case(FIELDS)
    freeze = calendars.add_freeze(
        region_code=CITY, starts_at=AT, ends_at=AT + timedelta(days=5), reason="Masa tenang", by=KEEPER, at=AT
    )

    with pytest.raises(Refused, match="Masa tenang"):
        decide(case_id=case.pk, action="polos", by=siti, at=AT + timedelta(hours=1))
    assert list(queries.freezes(HERE, at=AT)) == [freeze]
    calendars.end_freeze(freeze_id=freeze.pk, by=KEEPER, at=AT + timedelta(hours=2))

    assert decide(case_id=case.pk, action="polos", by=siti, at=AT + timedelta(hours=3)).state == "USAI"


def test_a_freeze_that_has_not_begun_is_taken_away():
    begins = AT + timedelta(days=1)
    freeze = calendars.add_freeze(
        region_code=CITY, starts_at=begins, ends_at=begins + timedelta(days=1), reason="Audit", by=KEEPER, at=AT
    )

    calendars.end_freeze(freeze_id=freeze.pk, by=KEEPER, at=AT)

    assert not Freeze.objects.exists()


@pytest.mark.parametrize(
    ("act", "more"),
    [
        (calendars.add_holiday, {"day": date(2026, 11, 13), "name": "Hari jadi"}),
        (calendars.set_calendar_day, {"event": "pengesahan", "day": 20, "from_month": MONTH}),
        (calendars.add_freeze, {"starts_at": AT, "ends_at": AT + timedelta(days=1), "reason": "Audit"}),
    ],
)
@pytest.mark.parametrize("region", ["", "3372", "35"])
def test_nobody_changes_the_calendar_of_another_place(act, more, region):
    with pytest.raises(NotAllowed):
        act(region_code=region, by=KEEPER, at=AT, **more)


def test_the_holiday_and_freeze_of_another_place_are_not_found():
    national = Holiday.objects.filter(region_code="").first()
    freeze = Freeze.objects.create(region_code="3372", starts_at=AT, ends_at=AT + timedelta(days=1), reason="Audit")

    with pytest.raises(NotFound):
        calendars.remove_holiday(holiday_id=national.pk, by=KEEPER, at=AT)
    with pytest.raises(NotFound):
        calendars.end_freeze(freeze_id=freeze.pk, by=KEEPER, at=AT)
    with pytest.raises(NotFound):
        calendars.remove_holiday(holiday_id=0, by=KEEPER, at=AT)


@pytest.mark.parametrize(
    ("act", "more", "field"),
    [
        (calendars.add_holiday, {"day": date(2026, 11, 13), "name": " "}, "name"),
        (calendars.set_calendar_day, {"event": "pengesahan", "day": 32, "from_month": MONTH}, "day"),
        (calendars.set_calendar_day, {"event": "entah", "day": 3, "from_month": MONTH}, "event"),
        (calendars.add_freeze, {"starts_at": AT, "ends_at": AT, "reason": "Audit"}, "ends_at"),
        (calendars.add_freeze, {"starts_at": AT, "ends_at": AT + timedelta(days=1), "reason": ""}, "reason"),
        (calendars.add_freeze,
         {"starts_at": AT, "ends_at": AT + timedelta(days=1), "reason": "x", "flow": "entah"}, "flow"),
        (calendars.add_freeze,
         {"starts_at": AT, "ends_at": AT + timedelta(days=1), "reason": "x", "save_for": ["entah"]}, "save_for"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_at_its_field(act, more, field):
    with pytest.raises(Refused) as refused:
        act(region_code=CITY, by=KEEPER, at=AT, **more)

    assert refused.value.field == field


def test_a_day_is_a_holiday_once():
    for_the_city = {"region_code": CITY, "day": date(2026, 11, 13), "name": "Hari jadi", "by": KEEPER, "at": AT}
    calendars.add_holiday(**for_the_city)

    with pytest.raises(Refused, match="sudah tercatat"):
        calendars.add_holiday(**for_the_city)

    assert Holiday.objects.filter(region_code=CITY).count() == 1
    assert CalendarDay.objects.filter(region_code=CITY).count() == 0


def test_what_a_freeze_would_hold_back_is_counted_in_its_place_alone():
    for place in (HERE, HERE, "3372031001"):
        open_case(flow="usulan_dtks", region_code=place, by=SYSTEM, at=AT)

    assert sum(count for _, count in queries.held_back(HERE, flow="")) == 2
    assert sum(count for _, count in queries.held_back(HERE[:4], flow="")) == 2
    assert sum(count for _, count in queries.held_back("", flow="")) == 3
    assert queries.held_back(HERE, flow="", most=1)[0][1] == 1


@pytest.mark.parametrize(
    ("first", "last"), [(date(1, 1, 1), date(9999, 12, 31)), (date(9999, 1, 1), date(9999, 12, 31))]
)
def test_a_freeze_of_ages_is_looked_at_for_a_year(first, last):
    assert len(queries.days_within(HERE, first=first, last=last)) <= 12 * 6


@pytest.mark.parametrize(
    ("starts", "ends", "field"),
    [(-400, 5, "starts_at"), (-2, 5, "starts_at"), (0, 400, "ends_at"), (3, 2, "ends_at")],
)
def test_a_freeze_is_of_days_to_come_and_no_longer_than_a_year(starts, ends, field):
    with pytest.raises(Refused) as refused:
        calendars.add_freeze(
            region_code=CITY, starts_at=AT + timedelta(days=starts), ends_at=AT + timedelta(days=ends), reason="Pemilu",
            by=KEEPER, at=AT,
        )  # fmt: skip

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("event", "day", "month", "field"),
    [("tutup_entri", 1, date(2026, 12, 1), "day"), ("buka_periode", 31, date(2027, 2, 1), "day"),
     ("tutup_entri", 12, date(1999, 1, 1), "from_month"), ("tutup_entri", 12, date(9999, 12, 1), "from_month")],
)  # fmt: skip
def test_days_keep_their_order_and_months_that_are_over_stay_as_they_were(event, day, month, field):
    if event == "tutup_entri":
        calendars.set_calendar_day(region_code=CITY, event="buka_periode", day=5, from_month=MONTH, by=KEEPER, at=AT)

    with pytest.raises(Refused) as refused:
        calendars.set_calendar_day(region_code=CITY, event=event, day=day, from_month=month, by=KEEPER, at=AT)

    assert refused.value.field == field


def test_a_holiday_is_of_these_years():
    with pytest.raises(Refused):
        calendars.add_holiday(region_code=CITY, day=date(1800, 1, 1), name="Libur", by=KEEPER, at=AT)
