"""Pages of the flows and the calendar."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import now

from kesos.foundation.errors import NotAllowed, NotFound
from kesos.workflow.machines import flows
from kesos.workflow.models import CalendarDay, Freeze, Holiday
from kesos.workflow.web import calendar_views, views
from tests.screens import screen
from tests.workflow.world import CITY, somebody

pytestmark = pytest.mark.django_db
READER = somebody(3, "workflow.view", area=CITY)
KEEPER = somebody(9, "workflow.view", "calendar.manage", area=CITY)


def test_the_list_names_every_flow():
    page = screen(views.flow_list, READER).content.decode()

    assert page.count('class="who"') == len(flows()) == 22
    assert "Usulan DTKS/DTSEN" in page


@pytest.mark.parametrize("key", flows())
def test_a_flow_is_drawn_as_a_list_and_a_sketch(key):
    page = screen(views.flow_page, READER, key=key).content.decode()

    assert page.count('id="tahap-') == len(flows()[key].states)
    assert page.count("<circle") >= len(flows()[key].states)
    assert "style=" not in page


def test_a_flow_nobody_knows_is_not_found():
    with pytest.raises(NotFound):
        screen(views.flow_page, READER, key="entah")


def test_the_pages_are_for_those_who_may_read_them():
    for view in (views.flow_list, calendar_views.calendar):
        with pytest.raises(NotAllowed):
            screen(view, somebody(4, "x.y"))


def test_a_reader_sees_the_calendar_without_forms_and_the_keeper_with_them():
    read = screen(calendar_views.calendar, READER, data={"bulan": "2026-11", "wilayah": "35.71"}).content.decode()
    kept = screen(calendar_views.calendar, KEEPER, data={"bulan": "2026-11"}).content.decode()

    assert "Kalender November 2026" in read
    assert "17 November 2026" in read
    assert "Simpan tanggal" not in read
    assert "Simpan tanggal" in kept
    assert "Hapus libur" not in kept  # the national days are not the city's


def test_an_unreadable_month_shows_the_running_one():
    assert screen(calendar_views.calendar, READER, data={"bulan": "entah", "wilayah": "x"}).status_code == 200


def test_the_keeper_adds_and_removes_a_holiday():
    sent = {"region_code": CITY, "day_tanggal": "13", "day_bulan": "11", "day_tahun": "2026", "name": "Hari jadi"}

    answer = screen(calendar_views.new_holiday, KEEPER, method="post", data=sent)
    made = Holiday.objects.get(region_code=CITY)
    again = screen(calendar_views.new_holiday, KEEPER, method="post", data=sent)
    removed = screen(calendar_views.drop_holiday, KEEPER, method="post", holiday_id=made.pk)

    assert (answer.status_code, again.status_code, removed.status_code) == (302, 422, 302)
    assert "sudah tercatat" in again.content.decode()
    assert not Holiday.objects.filter(region_code=CITY).exists()


def test_the_keeper_sets_a_day_and_freezes_for_a_time():
    sent = {"region_code": CITY, "event": "pengesahan", "day": "20", "from_month": "2026-11"}
    begins = now() + timedelta(days=1)
    frozen = {
        "region_code": CITY, "flow": "", "starts_at": f"{begins:%Y-%m-%d %H:%M}",
        "ends_at": f"{begins + timedelta(days=2):%Y-%m-%d %H:%M}", "reason": "Masa tenang",
    }  # fmt: skip

    screen(calendar_views.new_day, KEEPER, method="post", data=sent)
    screen(calendar_views.new_freeze, KEEPER, method="post", data=frozen)
    kept = screen(calendar_views.calendar, KEEPER).content.decode()
    screen(calendar_views.stop_freeze, KEEPER, method="post", freeze_id=Freeze.objects.get().pk)

    assert CalendarDay.objects.get(region_code=CITY).day == 20
    assert "Masa tenang" in kept
    assert not Freeze.objects.exists()


def test_a_freeze_is_looked_at_before_it_is_saved(monkeypatch):
    monkeypatch.setattr("kesos.workflow.web.calendar_views.now", lambda: datetime(2026, 11, 9, 3, tzinfo=UTC))
    frozen = {
        "region_code": CITY, "flow": "", "starts_at": "2026-11-10 08:00", "ends_at": "2026-11-15 08:00",
        "reason": "Masa tenang", "lihat": "ya",
    }  # fmt: skip

    shown = screen(calendar_views.new_freeze, KEEPER, method="post", data=frozen).content.decode()
    elsewhere = {**frozen, "region_code": "3372"}

    assert "Pratinjau pembekuan" in shown
    assert "11 November 2026, jatuh di masa beku" in shown
    assert "17 November 2026, jatuh di masa beku" not in shown
    assert "Masa tenang" in shown
    assert not Freeze.objects.exists()
    with pytest.raises(NotAllowed):
        screen(calendar_views.new_freeze, KEEPER, method="post", data=elsewhere)


def test_who_only_reads_cannot_send():
    for view in (calendar_views.new_holiday, calendar_views.new_day, calendar_views.new_freeze):
        with pytest.raises(NotAllowed):
            screen(view, READER, method="post", data={})
