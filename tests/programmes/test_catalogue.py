"""The catalogue changes by dated rows with a preview: what holds stays, what is to come can be withdrawn."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kesos.bulk.sql import row, run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, Refused
from kesos.foundation.small_cells import line_of
from kesos.programmes.models import Pair, ProgrammeTerm
from kesos.programmes.queries import pkh
from kesos.programmes.services import catalogue, preview
from tests.programmes.world import ADMIN as CITY_ADMIN
from tests.programmes.world import AT, KEDIRI, NGRONGGO, TODAY, a_recipient, official, waiting

pytestmark = pytest.mark.django_db
ADMIN = official("ADMIN", "", 400, "programme.manage")
JANUARY = date(2027, 1, 1)
TERM = {
    "programme_id": "SEMBAKO", "decile_most": 4, "needs_component": False, "amount_idr": 200_000, "amount_per": "bulan",
    "in_kind": "", "is_verified": True,
}  # fmt: skip


def add(kind="ketentuan", told=TERM, *, by=ADMIN, basis="Kepmensos contoh 1/2027", valid_from=JANUARY):
    with acting(by):
        return catalogue.add(kind=kind, told=told, basis=basis, valid_from=valid_from, by=by, at=AT)


def effect(kind="ketentuan", told=TERM, *, by=ADMIN, valid_from=JANUARY):
    with acting(by):
        return preview.preview(kind=kind, told=told, basis="Contoh", valid_from=valid_from, by=by, at=AT)


def terms(programme="SEMBAKO"):
    found = ProgrammeTerm.objects.filter(programme=programme).order_by("valid_from")
    return [(each.decile_most, each.valid_from, each.valid_to) for each in found]


def test_a_new_term_ends_the_one_before_it_the_day_before():
    ((before, since, _),) = terms()

    add()

    assert terms() == [(before, since, date(2026, 12, 31)), (4, JANUARY, None)]


def test_a_term_that_does_not_hold_yet_is_withdrawn_and_the_one_before_goes_on():
    before = terms()
    made = add()

    with acting(ADMIN):
        catalogue.withdraw(kind="ketentuan", row_id=made.pk, by=ADMIN, at=AT)

    assert terms() == before


def test_a_term_that_holds_is_not_withdrawn():
    made = add(valid_from=TODAY)

    with acting(ADMIN), pytest.raises(Refused, match="sudah berlaku"):
        catalogue.withdraw(kind="ketentuan", row_id=made.pk, by=ADMIN, at=AT)


@pytest.mark.parametrize(
    ("more", "told", "said"),
    [
        ({"basis": " "}, {}, "Sebutkan dasar"),
        ({"valid_from": TODAY - timedelta(days=1)}, {}, "tidak berlaku surut"),
        ({}, {"decile_most": 11}, "antara 1 dan 10"),
        ({}, {"amount_idr": -1}, "kurang dari nol"),
    ],
)
def test_says_what_is_wrong_with_a_change(more, told, said):
    before = terms()

    with pytest.raises(Refused, match=said):
        add(told={**TERM, **told}, **more)

    assert terms() == before


def test_refuses_days_that_overlap_a_term_still_to_come_and_says_from_when():
    add()

    with pytest.raises(Refused, match="sejak 01-01-2027, jadi harinya bertindihan"):
        add(valid_from=date(2026, 12, 1))


def test_a_city_changes_its_own_wage_and_not_the_catalogue_of_the_country():
    with pytest.raises(NotAllowed):
        add(by=CITY_ADMIN)
    with pytest.raises(NotAllowed):
        add("upah", {"region_id": "3506", "monthly_idr": 2_500_000}, by=CITY_ADMIN)
    made = add("upah", {"region_id": KEDIRI, "monthly_idr": 2_500_000}, by=CITY_ADMIN)

    assert made.pk


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("pasangan", {"first": "YAPI", "second": "BLT-KESRA", "relation": "exclusive", "is_verified": False}),
        (
            "komponen",
            {"code": "PKH-SD", "name": "SD", "annual_idr": 950_000, "age_from": 6, "age_to": 21, "is_verified": True},
        ),
        ("pekerjaan", {"occupation": "88", "reason_code": "TL-09", "family_reason_code": "", "is_sure": False}),
        ("upah", {"region_id": KEDIRI, "monthly_idr": 2_500_000}),
    ],
)
def test_every_kind_of_row_is_added_dated_and_written_down(kind, told):
    made = add(kind, told)

    with acting(SYSTEM):
        written = row("select details ->> 'basis' from audit_event where kind = 'programmes.catalogue_changed'")
    assert (made.valid_from, made.valid_to) == (JANUARY, None)
    assert written == ("Kepmensos contoh 1/2027",)


def test_a_pair_is_written_once_whichever_comes_first():
    add("pasangan", {"first": "YAPI", "second": "BLT-KESRA", "relation": "exclusive", "is_verified": False})
    add(
        "pasangan", {"first": "*", "second": "YAPI", "relation": "warn", "is_verified": False},
        valid_from=date(2027, 2, 1),
    )  # fmt: skip

    assert Pair.objects.filter(first="BLT-KESRA", second="YAPI").count() == 1
    assert Pair.objects.filter(first="YAPI", second="*").count() == 1


def test_the_preview_counts_who_would_newly_be_stopped_and_who_no_longer():
    for _ in range(6):
        a_recipient("SEMBAKO", decile=5)
    for _ in range(5):
        waiting("SEMBAKO", decile=5)
    a_recipient("SEMBAKO", decile=3)
    before = terms()

    told = effect()

    assert told.lines == [("Bawang", [6, 0, 5, 0])]
    assert told.totals == [6, 0, 5, 0]
    assert terms() == before


def test_the_preview_of_a_looser_limit_counts_who_is_freed():
    for _ in range(5):
        waiting("SEMBAKO", decile=7)

    assert effect(told={**TERM, "decile_most": 8}).lines == [("Bawang", [0, 0, 0, 5])]


def test_the_preview_hides_cells_below_five():
    for _ in range(6):
        a_recipient("SEMBAKO", decile=5)
    a_recipient("SEMBAKO", decile=5, region=NGRONGGO)

    told = effect()

    assert [numbers[0] for _, numbers in told.lines] == [None, None]
    assert told.totals[0] == 7


def test_the_preview_is_for_who_may_change_the_catalogue():
    with pytest.raises(NotAllowed):
        effect(by=CITY_ADMIN)


def test_the_preview_of_a_new_exclusive_pair_sees_who_holds_both():
    for _ in range(5):
        aid = a_recipient("SEMBAKO")
        with acting(SYSTEM):
            type(aid).objects.create(
                family_id=aid.family_id, person_id=aid.person_id, programme="PBI-JK", from_on=aid.from_on,
                source_id=aid.source_id,
            )  # fmt: skip

    told = effect("pasangan", {"first": "SEMBAKO", "second": "PBI-JK", "relation": "exclusive", "is_verified": True})

    assert told.totals[0] == 10


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ({"a": 0, "b": 7}, {"a": 0, "b": 7}, 7),
        ({"a": 3, "b": 0}, {"a": None, "b": None}, None),
        ({"a": 3, "b": 9, "c": 7}, {"a": None, "b": 9, "c": None}, 19),
        ({"a": 1, "b": 1, "c": 9, "d": 20}, {"a": None, "b": None, "c": None, "d": 20}, 31),
        ({"a": 4, "b": 4, "c": 9}, {"a": None, "b": None, "c": 9}, 17),
    ],
)
def test_a_hidden_cell_cannot_be_worked_out_from_the_others(counts, shown, total):
    cells = line_of(counts, least=5)

    assert (cells.by, cells.total) == (shown, total)


def test_pkh_pays_the_four_highest_components_with_the_most_of_each():
    family = ["PKH-BUMIL", "PKH-AUD", "PKH-AUD", "PKH-AUD", "PKH-SD", "PKH-SMA"]

    told = pkh.payment(family, on=TODAY)

    assert told.year == 11_000_000
    assert [code for code, _ in told.paid] == ["PKH-AUD", "PKH-AUD", "PKH-BUMIL", "PKH-SMA"]
    assert told.quarter == 2_750_000


def test_pkh_pays_nothing_for_nobody_and_follows_the_amount_of_the_day():
    add("komponen", {"code": "PKH-SD", "name": "SD", "annual_idr": 1_000_000, "age_from": 6, "age_to": 21})

    assert pkh.payment([], on=TODAY).year == 0
    assert pkh.payment(["PKH-SD"], on=TODAY).year == 900_000
    assert pkh.payment(["PKH-SD"], on=JANUARY).year == 1_000_000


@pytest.mark.parametrize(
    "sql",
    [
        "insert into programmes_programmeterm (programme_id, needs_component, amount_per, in_kind, basis, is_verified,"
        " valid_from) values ('SEMBAKO', false, '', '', 'x', false, '2026-12-01')",
        "update programmes_programmeterm set decile_most = 11",
        "update programmes_programmeterm set valid_to = valid_from - 1",
        "insert into programmes_pair (first, second, relation, basis, is_verified, valid_from)"
        " values ('YAPI', 'PENA', 'exclusive', 'x', false, '2026-12-01')",
        "update programmes_component set age_from = 9, age_to = 3",
        "insert into programmes_minimumwage (region_code, monthly_idr, basis, valid_from)"
        " values ('3571', 0, 'x', '2026-12-01')",
    ],
)
def test_the_database_keeps_the_catalogue_whole(sql):
    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        run(sql)


@pytest.mark.parametrize(
    ("told", "field"),
    [({"region_id": "3571031009", "monthly_idr": 2_500_000}, "region_id"),
     ({"region_id": KEDIRI, "monthly_idr": 9_999_999_999}, "monthly_idr")],
)  # fmt: skip
def test_a_minimum_wage_is_of_a_province_or_a_city_and_of_a_month(told, field):
    with pytest.raises(Refused) as refused:
        add("upah", told, by=CITY_ADMIN)

    assert refused.value.field == field
