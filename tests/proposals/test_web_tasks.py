"""«Tugas saya»: what waits for whom, and nothing of the next kelurahan."""

import pytest

from kesos.workflow.machines.labels import labels
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import (
    HEAD,
    LURAH,
    NEXT_OPERATOR,
    NGRONGGO,
    OPERATOR,
    SUPERVISOR,
    a_draft,
    a_known_family,
    matched,
    official,
    on,
    submitted,
)


@pytest.mark.requirement("K-05")
def test_the_operators_drafts_wait_for_the_operator_and_lead_to_their_page(november):
    proposal = a_draft(november, a_known_family("SULASTRI"))

    page = visit(OPERATOR, "/")

    assert f'<a class="who" href="/usulan/{proposal.number}/">SULASTRI</a>' in page
    assert labels().state("usulan_dtks", "DRAFT") in page


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_sees_no_row_and_no_count(november):
    a_draft(november, a_known_family("SULASTRI"))

    for query in ({}, {"saring": "dikembalikan"}, {"q": "sulastr"}, {"tahap": "DRAFT"}, {"alur": "usulan_dtks"}):
        page = visit(NEXT_OPERATOR, "/", **query)

        assert "SULASTRI" not in page
        assert '<span class="tile-number">1</span>' not in page
        assert "Tidak ada yang menunggu Anda" in page


def test_nobody_is_sent_to_the_login(november):
    assert visit(None, "/").where.startswith("/akun/login/")


def test_the_ruler_stands_where_the_calendar_of_the_city_says(november):
    page = visit(OPERATOR, "/")

    assert "hari lagi usulan ditutup" in page
    assert '<span class="month-days" aria-hidden="true">6</span>' in page


def test_somebody_who_works_for_the_whole_country_has_no_ruler_of_one_city(november):
    page = visit(official("PUSDATIN", "", 402), "/")

    assert page.status == 200
    assert "month-days" not in page


def test_the_list_is_narrowed_by_state_and_name(november):
    a_draft(november, a_known_family("SULASTRI"))
    submitted(a_draft(november, a_known_family("PAIJAN")))

    assert "PAIJAN" not in visit(OPERATOR, "/", tahap="DRAFT")
    assert "SULASTRI" not in visit(OPERATOR, "/", q="paijan").text
    assert "SULASTRI" in visit(OPERATOR, "/", q="lastri")


def test_a_term_that_has_passed_is_told_in_days_and_counted_as_late(november, monkeypatch):
    matched(submitted(a_draft(november, a_known_family("SULASTRI"))))
    at_the_time(monkeypatch, on(17))

    page = visit(LURAH, "/", saring="terlambat")

    assert "terlambat 3 hari" in page
    assert '<span class="late">14 Nov</span>' in page
    assert '<span class="tile-number">1</span>' in page


def test_what_is_due_today_stands_under_today(november, monkeypatch):
    matched(submitted(a_draft(november, a_known_family("SULASTRI"))))
    at_the_time(monkeypatch, on(14))

    page = visit(LURAH, "/", saring="hari-ini")

    assert "SULASTRI" in page
    assert "hari ini</span>" in page
    assert "SULASTRI" not in visit(LURAH, "/", saring="terlambat")


@pytest.mark.parametrize("odd", ["x", "-1", "9" * 30, "1; drop table", "٣"])
def test_a_key_that_is_none_shows_the_first_page(november, odd):
    a_draft(november, a_known_family("SULASTRI"))

    assert "SULASTRI" in visit(OPERATOR, "/", sesudah=odd)


def test_a_name_with_markup_stays_text(november):
    a_draft(november, a_known_family("<b onclick=x>SITI</b>"))

    page = visit(OPERATOR, "/")

    assert "&lt;b onclick=x&gt;SITI" in page.raw
    assert "<b onclick" not in page.raw


@pytest.mark.parametrize("actor", [OPERATOR, LURAH, SUPERVISOR, HEAD], ids=lambda actor: actor.name)
def test_the_first_page_stays_within_its_queries(november, django_assert_max_num_queries, actor):
    for name in ("SULASTRI", "PAIJAN", "YATEMI", "TUKIMAN"):
        a_draft(november, a_known_family(name))
    a_draft(november, a_known_family("JAUH", region=NGRONGGO), by=NEXT_OPERATOR, region=NGRONGGO)

    with django_assert_max_num_queries(40):
        page = visit(actor, "/")

    assert page.status == 200
