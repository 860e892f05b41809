"""Vacancies, the waiting list and plans on the screen."""

import io

import pytest
from pypdf import PdfReader

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import ReplacementRun
from kesos.programmes.services import print_replacement
from tests.programmes.test_replace import LOCAL
from tests.programmes.world import (
    AT,
    HEAD,
    NEXT_OPERATOR,
    OFFICE,
    OPERATOR,
    a_left_place,
    a_recipient,
    enrolled,
    official,
    waiting,
)
from tests.proposals.visiting import visit

pytestmark = pytest.mark.django_db


def planned() -> str:
    a_left_place()
    waiting(LOCAL, decile=1)
    return visit(OFFICE, "/penggantian/susun/", {"wilayah": "3571"}).where


@pytest.mark.requirement("K-33")
def test_the_office_plans_and_the_head_decides():
    page = planned()

    shown = visit(HEAD, page)
    visit(HEAD, f"{page}putuskan/", {})

    assert "Urutan 1 dari 1 di kelurahan yang sama, desil 1" in shown
    assert "Ditetapkan" in visit(HEAD, page)
    assert "Tidak ada tempat kosong" in visit(OFFICE, "/penggantian/")


def test_whoever_was_passed_over_is_named_with_the_reason():
    a_left_place()
    holder = waiting(LOCAL, decile=1)
    enrolled(holder.family, holder.person, "PBI-JK")
    waiting(LOCAL, decile=3)

    page = visit(OFFICE, "/penggantian/susun/", {"wilayah": "3571"}).where

    assert "Dilewati dalam urutan" in visit(OFFICE, page)


def test_the_list_stands_in_the_order_in_which_places_are_given():
    behind, ahead = waiting(LOCAL, decile=4), waiting(LOCAL, decile=1)

    shown = visit(OPERATOR, "/penggantian/tunggu/", program=LOCAL).text

    assert shown.index(ahead.person.full_name) < shown.index(behind.person.full_name)


def test_a_plan_decided_twice_says_so():
    page = planned()
    visit(HEAD, f"{page}putuskan/", {})

    again = visit(HEAD, f"{page}putuskan/", {})

    assert again.status == 409
    assert "sudah diputuskan" in again


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_sees_neither_vacancy_nor_list_nor_membership():
    gone = a_left_place()
    one = waiting(LOCAL)

    vacancies, waits = (
        visit(NEXT_OPERATOR, "/penggantian/"),
        visit(NEXT_OPERATOR, "/penggantian/tunggu/", program=LOCAL),
    )

    assert gone.person.full_name not in vacancies
    assert one.person.full_name not in waits
    assert visit(NEXT_OPERATOR, f"/penerima/{gone.pk}/").status == 404


def test_another_city_finds_no_plan_and_plans_nothing_here():
    page = planned()
    other = official("KADIS", "3372", 901, "replacement.plan")

    assert visit(other, page).status == 404
    assert visit(other, f"{page}putuskan/", {}).status == 404
    assert visit(other, "/penggantian/susun/", {"wilayah": "3571"}).status == 404
    with acting(SYSTEM):
        assert ReplacementRun.objects.get().decided_at is None


def test_a_membership_tells_its_state_and_what_happened():
    gone = a_left_place()

    shown = visit(OPERATOR, f"/penerima/{gone.pk}/")

    assert "Nonaktif: meninggal" in shown
    assert str(gone.person.nik) not in shown.raw


def test_a_membership_nothing_happened_to_says_so():
    assert "Belum ada perubahan" in visit(OPERATOR, f"/penerima/{a_recipient(LOCAL).pk}/")


@pytest.mark.requirement("X-05")
def test_the_minutes_are_a_draft_until_the_head_decides_and_name_both_sides():
    page = planned()
    draft = print_replacement.print_minutes(run_id=number(page), by=OFFICE, at=AT)
    visit(HEAD, f"{page}putuskan/", {})

    whole = print_replacement.print_minutes(run_id=number(page), by=OFFICE, at=AT)

    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(whole)).pages)
    assert draft != whole
    assert "Berita acara penggantian penerima" in words.replace("\n", " ") or "BERITA ACARA" in words
    assert "MENUNGGU" in words
    assert "urutan 1 dari 1" in " ".join(words.split())


def number(page: str) -> int:
    return int(page.rstrip("/").rpartition("/")[2])
