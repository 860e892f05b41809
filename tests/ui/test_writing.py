"""Numbers, moments and deadlines as offices write them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.template import engines
from django.utils import timezone

from kesos.ui.templatetags.writing import ago, is_late, kk, nik, region_dots, rupiah, when

MOMENT = datetime(2026, 11, 9, 1, 40, tzinfo=UTC)
TODAY = date(2026, 11, 9)


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (9971010303790003, "9971••••••••0003"),
        ("9971010303790003", "9971••••••••0003"),
        (None, "tanpa NIK"),
    ],
)
def test_a_nik_is_shown_without_its_middle(number, shown):
    assert nik(number) == shown


def test_an_opened_nik_has_all_its_digits():
    html = rendered('{% include "ui/_nik_open.html" %}', nik=9971010303790003)

    assert ">9971010303790003<" in html
    assert 'data-masked="9971••••••••0003"' in html


def test_a_family_without_kk_says_so():
    assert (kk(None), kk(9971010303790012)) == ("tanpa No. KK", "9971••••••••0012")


@pytest.mark.parametrize(("amount", "shown"), [(1500000, "Rp1.500.000"), (0, "Rp0"), (-2500, "−Rp2.500"), (None, "–")])
def test_rupiah_have_dots_and_no_cents(amount, shown):
    assert rupiah(amount) == shown


def test_a_region_code_gets_its_dots():
    assert region_dots("3571031009") == "35.71.03.1009"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Jakarta", "9 November 2026, 08.40 WIB"),
        ("Asia/Makassar", "9 November 2026, 09.40 WITA"),
        ("Asia/Jayapura", "9 November 2026, 10.40 WIT"),
    ],
)
def test_a_moment_is_told_in_the_zone_of_the_office(zone, shown):
    with timezone.override(zone):
        assert when(MOMENT) == shown


@pytest.mark.parametrize(("form", "shown"), [("day", "9 November 2026"), ("short", "9 Nov 2026"), ("brief", "9 Nov")])
def test_a_moment_can_be_told_as_a_day(form, shown):
    assert when(MOMENT, form) == shown


def test_a_day_has_no_hour():
    assert when(TODAY) == "9 November 2026"


@pytest.mark.parametrize(
    ("deadline", "shown"),
    [
        (date(2026, 11, 6), "terlambat 3 hari"),
        (date(2026, 11, 9), "hari ini"),
        (date(2026, 11, 10), "besok"),
        (date(2026, 11, 11), "2 hari lagi"),
        (None, ""),
    ],
)
def test_a_deadline_is_told_in_days(deadline, shown):
    assert ago(deadline, TODAY) == shown


def test_a_deadline_late_in_the_evening_counts_by_the_day_of_the_office():
    deadline = datetime(2026, 11, 9, 17, 30, tzinfo=UTC)  # already the tenth in Jakarta

    assert (ago(deadline, TODAY), is_late(deadline, TODAY)) == ("besok", False)


def test_filters_are_kept_and_paging_starts_anew():
    request = SimpleNamespace(GET=QueryDict("tahap=draf&rw=02&sesudah=91"))

    assert rendered("{% keep_query rw='03' %}", request=request) == "?tahap=draf&amp;rw=03"
    assert rendered("{% keep_query tahap='' %}", request=request) == "?rw=02"


def test_the_sorted_column_links_to_the_other_direction():
    request = SimpleNamespace(GET=QueryDict("urut=nama"))

    shown = rendered("{% sorting 'nama' as s %}{{ s.now }} {{ s.url }}", request=request)

    assert shown == "ascending ?urut=-nama"
