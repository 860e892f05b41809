"""«Bagaimana jika» compares who holds a place now and then, shows numbers alone, and writes nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from kesos.bulk.sql import row, rows, run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.programmes.queries import what_if
from kesos.programmes.queries.what_if import Asked
from kesos.programmes.services import quotas
from tests.programmes.visits import visited
from tests.programmes.world import AT, BAWANG, KEDIRI, NGRONGGO, TODAY, a_quota, a_recipient, official, waiting

pytestmark = pytest.mark.django_db
HEAD = official("KADIS", KEDIRI, 301, "what_if.run", "quota.set")
NEXT_CITY = official("KADIS", "3506", 302, "what_if.run")
TABLES = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind = 'r' and c.relname ~ '^(programmes|registry|workflow|audit)_'
    and has_table_privilege(c.oid, 'select') order by 1
"""


def ask(*, by=HEAD, city=KEDIRI, programme="PBPU-PEMDA", **more):
    with acting(by):
        return what_if.compare(by, Asked(programme, city, **more), on=TODAY, least=5)


def everything():
    with acting(SYSTEM):
        each = "select '{0}', count(*), md5(string_agg(t::text, '' order by t::text)) from {0} t"
        return rows(" union all ".join(each.format(table) for (table,) in rows(TABLES)))


def many(number=6, **more):
    for _ in range(number):
        waiting("PBPU-PEMDA", **more)


def by(told, title):
    (table,) = [each for each in told.tables if each.title == title]
    return {name: (enter, leave) for name, enter, leave in table.lines if enter != 0 or leave != 0}


def test_without_a_change_nobody_comes_in_and_nobody_leaves():
    a_recipient("PBPU-PEMDA")
    many()

    told = ask()

    assert (told.enter, told.leave, told.places_now, told.places_then) == (0, 0, 1, 1)


def test_who_receives_above_the_limit_leaves_only_where_a_limit_is_imagined():
    """The list of a city holds people whose decile has risen since: more places alone take nothing from them."""
    for _ in range(6):
        a_recipient("SEMBAKO", decile=8)

    more_places, same_limit = ask(programme="SEMBAKO", places=60), ask(programme="SEMBAKO", decile_most=5)

    assert (ask(programme="SEMBAKO").leave, more_places.leave, same_limit.leave) == (0, 0, 6)


def test_more_places_let_the_nearest_in_by_place_sex_age_and_disability():
    a_quota("PBPU-PEMDA", 0)
    many(6, decile=1)
    many(6, decile=4, region=NGRONGGO)

    told = ask(places=6)

    assert (told.enter, told.leave) == (6, 0)
    assert by(told, "Kelurahan") == {"Bawang": (6, 0)}
    assert by(told, "Jenis kelamin") == {"Perempuan": (6, 0)}
    assert by(told, "Umur") == {"18–59 tahun": (6, 0)}
    assert by(told, "Disabilitas") == {"Tidak ada, atau belum ditanya": (6, 0)}


def test_a_stricter_limit_lets_receivers_above_it_go_and_others_follow():
    for _ in range(5):
        a_recipient("PBPU-PEMDA", decile=5)
    many(7, decile=2)

    told = ask(decile_most=3)

    assert (told.enter, told.leave) == (5, 5)


def test_other_weights_turn_the_order():
    a_quota("PBPU-PEMDA", 5)
    many(5, decile=2)
    for _ in range(5):
        later = waiting("PBPU-PEMDA", decile=2, region=NGRONGGO, proposed_on=date(2026, 10, 1))
        visited(later.family, floor_type="8")

    told = ask(weights={"earth_floor": Decimal(-1)})

    assert (told.enter, told.leave) == (5, 5)
    assert by(told, "Kelurahan") == {"Bawang": (5, 0), "Bangsal": (0, 5)}


def test_a_budget_becomes_a_number_of_places():
    for _ in range(5):
        waiting("SEMBAKO", decile=1)

    told = ask(programme="SEMBAKO", budget=5 * 12 * 200_000)

    assert (told.places_then, told.enter) == (5, 5)


def test_fewer_than_five_are_hidden_everywhere():
    a_quota("PBPU-PEMDA", 0)
    many(3, decile=1)

    told = ask(places=3)

    assert told.enter is None
    assert by(told, "Jenis kelamin") == {"Laki-laki": (None, 0), "Perempuan": (None, 0)}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"decile_most": 11}, "antara 1 dan 10"),
        ({"places": -1}, "kurang dari nol"),
        ({"places": 1, "budget": 1}, "tidak keduanya"),
        ({"budget": 1}, "tidak menyebut besar bantuan"),
        ({"weights": {"entah": Decimal(1)}}, "tidak dikenal"),
    ],
)
def test_says_what_cannot_be_imagined(more, told):
    with pytest.raises(Refused, match=told):
        ask(**more)


def test_a_head_of_the_next_city_imagines_nothing_here():
    with pytest.raises(NotFound):
        ask(by=NEXT_CITY)
    with pytest.raises(NotFound):
        ask(city="35")


def test_no_row_of_any_table_changes_not_even_in_a_transaction_that_may_not_write():
    a_recipient("PBPU-PEMDA", decile=5)
    many(6)
    before = everything()

    with transaction.atomic():
        run("set transaction read only")
        told = ask(places=6, decile_most=3, weights={"pregnant": Decimal(9)})

    assert told.enter
    assert everything() == before


def test_a_refused_change_of_quota_leaves_nothing():
    a_recipient("PBPU-PEMDA")
    before = everything()

    with acting(HEAD), pytest.raises(Refused), transaction.atomic():
        quotas.set_quota(
            programme="PBPU-PEMDA", region_code=KEDIRI, places=0, basis="SK", valid_from=date(2026, 11, 1), by=HEAD,
            at=AT,
        )  # fmt: skip

    assert everything() == before
    with acting(SYSTEM):
        assert row("select count(*) from programmes_seat") == (0,)


def test_the_village_of_a_mover_is_todays():
    a_quota("PBPU-PEMDA", 0)
    many(5, decile=1, region=BAWANG)

    assert by(ask(places=5), "Kelurahan") == {"Bawang": (5, 0)}
