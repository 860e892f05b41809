"""The month ruler: one thing closes next, and nobody promises a date for somebody else."""

from datetime import date
from itertools import pairwise

import pytest

from kesos.ui.month import Stage, ruler

NOVEMBER = date(2026, 11, 1)
STAGES = (
    Stage("Usulan", NOVEMBER, NOVEMBER.replace(day=11), "usulan ditutup", "23.59 WIB"),
    Stage("Muskel", NOVEMBER.replace(day=12), NOVEMBER.replace(day=14), "berita acara"),
    Stage("Ditarik pusat", NOVEMBER.replace(day=18), NOVEMBER.replace(day=30), waits=True),
)


def on(day: int):
    return ruler(stages=STAGES, today=NOVEMBER.replace(day=day))


def test_it_counts_the_days_to_what_closes_next():
    shown = on(9)

    assert (shown.days_left, shown.headline) == (2, "hari lagi usulan ditutup")
    assert shown.until == "Rabu, 11 November 2026, 23.59 WIB"


def test_each_day_has_one_kind():
    kinds = [day.kind for day in on(9).days]

    assert kinds == ["day-done"] * 8 + ["today"] + ["day-left"] * 2 + [""] * 6 + ["day-center"] * 13


def test_the_present_stage_runs_and_the_ones_before_are_done():
    assert [(s.name, s.word, s.is_now) for s in on(13).stages] == [
        ("Usulan", "selesai", False),
        ("Muskel", "berjalan", True),
        ("Ditarik pusat", "menunggu", False),
    ]


def test_while_somebody_else_works_it_waits_and_promises_no_day():
    shown = on(20)

    assert (shown.days_left, shown.headline) == (None, "Ditarik pusat: menunggu")
    assert "November" not in shown.until


def test_between_two_stages_nothing_runs():
    assert on(16).headline == "Tidak ada tahap yang berjalan"


@pytest.mark.parametrize("day", range(1, 31))
def test_numbers_under_the_ruler_never_stand_on_each_other(day):
    numbers = [mark.number for mark in on(day).marks]

    assert day in numbers
    assert all(b - a >= 2 for a, b in pairwise(numbers))


def test_a_screen_reader_is_told_the_same():
    assert on(9).told == (
        "Penggaris bulan November 2026: hari ini tanggal 9, Usulan sampai tanggal 11, "
        "Muskel sampai tanggal 14, Ditarik pusat menunggu"
    )
