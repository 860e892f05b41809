"""The list of recipients: whom it shows, how it is narrowed, counted and read."""

from datetime import date, timedelta

import pytest
from django.db import connection

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import Check
from kesos.programmes.queries import checks as lists
from kesos.programmes.queries.checks import Filters
from kesos.programmes.services import checks
from kesos.registry.models import Family
from tests.programmes.checking import (
    ALL,
    MONTH,
    NEXT_OPERATOR,
    OPERATOR,
    SUPERVISOR,
    a_companion,
    agreed,
    approved,
    given,
    looked_at,
    said_unfit,
    seen,
    visited,
)
from tests.programmes.world import AT, BAWANG, NGRONGGO, TODAY, a_recipient

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("K-12")
def test_an_operator_sees_every_recipient_of_the_kelurahan_by_name_checked_or_not():
    second, first = a_recipient("PBI-JK", name="YATEMI"), a_recipient("PBI-JK", name="ARIFAH")
    a_recipient("PBI-JK", name="BUDIYAH", region=NGRONGGO)
    looked_at(second)

    with acting(OPERATOR):
        rows = lists.page(OPERATOR, ALL, today=TODAY)

    assert [(row.id, row.state) for row in rows] == [(first.pk, "BELUM_DIPERIKSA"), (second.pk, "DIPERIKSA")]


def test_the_pages_of_a_kelurahan_join_without_gap_or_double():
    made = [a_recipient("PBI-JK", name=name) for name in ("ANI", "BENI", "CICI")]

    first = seen(OPERATOR, limit=2)
    second = seen(OPERATOR, after=first[-1], limit=2)

    assert first + second == [each.pk for each in made]


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"state": "BELUM_DIPERIKSA"}, ["ANI"]),
        ({"state": "LAYAK"}, ["BENI"]),
        ({"programme": "PKH"}, ["BENI"]),
        ({"text": "an"}, ["ANI"]),
        ({"text": "%"}, []),
        ({"without_photo": True}, ["BENI"]),
        ({"proposed": True}, []),
        ({"rw": "16"}, ["BENI"]),
        ({"rw": "1"}, []),
        ({"rw": "0169"}, []),
        ({"rw": "0"}, ["ANI", "BENI"]),
    ],
    ids=lambda value: str(value),
)
def test_the_list_is_narrowed(narrowed, found):
    ani, beni = a_recipient("PBI-JK", name="ANI"), a_recipient("PKH", name="BENI")
    visited(ani, photo_front="5f0b2f5e-53a8-4a6f-8a3b-0c9c0f0a0001")
    checks.find_fit(check=looked_at(beni), on=TODAY, by=OPERATOR, at=AT)
    names = {ani.pk: "ANI", beni.pk: "BENI"}
    with acting(SYSTEM):
        Family.objects.filter(pk=beni.family_id).update(rw="016")

    rows = seen(OPERATOR, Filters(MONTH, **narrowed))

    assert [names[row] for row in rows] == found


def test_a_city_shows_what_was_begun_newest_first_and_finds_others_by_name():
    one, two, other = (a_recipient("PBI-JK", name=name) for name in ("ANI", "BENI", "SURYATI"))
    looked_at(one)
    looked_at(two)

    assert seen(SUPERVISOR) == [two.pk, one.pk]
    assert seen(SUPERVISOR, limit=1, after=two.pk) == [one.pk]
    assert seen(SUPERVISOR, Filters(MONTH, state="LAYAK")) == []
    assert seen(SUPERVISOR, Filters(MONTH, text="suryati")) == [other.pk]
    assert seen(SUPERVISOR, Filters(MONTH, place=BAWANG)) == [one.pk, two.pk, other.pk]


def test_the_next_kelurahan_sees_none_of_it():
    own = a_recipient("PBI-JK")
    looked_at(own)

    assert seen(NEXT_OPERATOR) == seen(NEXT_OPERATOR, Filters(MONTH, place=BAWANG)) == []
    with acting(NEXT_OPERATOR):
        assert lists.progress(NEXT_OPERATOR, BAWANG, month=MONTH) == []
        assert not Check.objects.exists()


def test_progress_is_counted_by_kelurahan():
    one, two, _ = (a_recipient("PBI-JK", name=name) for name in ("ANI", "BENI", "CICI"))
    a_recipient("PBI-JK", region=NGRONGGO)
    checks.find_fit(check=looked_at(one), on=TODAY, by=OPERATOR, at=AT)
    said_unfit(two)

    with acting(SUPERVISOR):
        told = lists.progress(SUPERVISOR, "", month=MONTH)

    assert [(t.region_code, t.recipients, t.decided, t.waiting) for t in told] == [
        (NGRONGGO, 1, 0, 0),
        (BAWANG, 3, 2, 1),
    ]


@pytest.mark.parametrize("width", ["village", "reach", "city", "country"])
def test_every_page_reads_an_index_and_never_all_people(width):
    own = a_recipient("PBI-JK")
    given(own.person)
    looked_at(own)
    country = SUPERVISOR.__class__(user_id=9, name="Pusat", grants=frozenset({("eligibility.view", "")}))
    actor = {"village": OPERATOR, "reach": a_companion(), "city": SUPERVISOR, "country": country}[width]
    statement, told = lists._statement(actor, ALL, today=TODAY, after=0, limit=50)

    with acting(actor), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain {statement}", told)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    # of tables of three rows one index is as good as another: what must not be is that all people are read
    assert "Seq Scan on registry_person" not in plan
    assert "Seq Scan on registry_enrolment" not in plan
    assert "Seq Scan on programmes_check" not in plan


def test_what_an_earlier_month_left_open_is_still_shown():
    own = a_recipient("PBI-JK")
    agreed(own)

    with acting(OPERATOR):
        (row,) = lists.page(OPERATOR, Filters(date(2026, 12, 1)), today=TODAY + timedelta(days=30))

    assert (row.state, row.month) == ("MENUNGGU_PENGESAHAN", MONTH)


@pytest.mark.requirement("K-12")
def test_whom_the_check_of_the_month_has_ended_is_counted_in_it_and_found_by_its_state():
    ended, _ = a_recipient("PBI-JK", name="ANI"), a_recipient("PBI-JK", name="BENI")
    approved(ended)

    listed = seen(OPERATOR, Filters(MONTH, state="DISETUJUI_TIDAK_LAYAK"))
    with acting(OPERATOR):
        (told,) = lists.progress(OPERATOR, BAWANG, month=MONTH)

    assert (listed, len(seen(OPERATOR))) == ([ended.pk], 2)
    assert (told.recipients, told.decided) == (2, 1)
    assert len(seen(OPERATOR, Filters(date(2026, 12, 1)))) == 1


def test_who_is_ended_is_not_on_the_list_of_the_next_kelurahan():
    approved(a_recipient("PBI-JK", name="ANI"))

    assert seen(NEXT_OPERATOR) == []
