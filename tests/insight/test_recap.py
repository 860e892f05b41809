"""A recap is read from totals by key: from the province down to the kelurahan, each reader in their own areas."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from kesos.insight.models import Total
from kesos.insight.queries import recap as queries
from kesos.insight.queries.course import course
from kesos.registry.models import PpksRecord
from kesos.registry.queries import ppks
from tests.insight.test_totals import NOVEMBER
from tests.insight.world import AT, BAWANG, KEDIRI, MOJOROTO, NGRONGGO, PARE, a_household, counted, receives
from tests.registry.world import a_source

pytestmark = pytest.mark.django_db


def reader(*areas: str, people: bool = True) -> Actor:
    held = ("recap.view", "person.view") if people else ("recap.view",)
    return Actor(user_id=31, name="Dinsos", grants=frozenset((p, a) for p in held for a in areas))


def seen(actor: Actor, place: str = "", recap: str = "ringkas"):
    with acting(actor):
        return queries.recap(actor, place=place, recap=recap, period=NOVEMBER, least=5)


def people(found) -> dict[str, int | None]:
    """By place, what stands under the heading of people; the sum under its own."""
    at = [each.measure for each in found.columns].index("people")
    return {line.code: line.numbers[at] for line in found.lines} | {"sum": found.sums[at]}


@pytest.fixture
def region():
    for place, number in ((BAWANG, 6), (NGRONGGO, 2), (MOJOROTO, 7), (PARE, 9)):
        a_household(place, people=number, listed="dtsen", decile=1)
    counted()


@pytest.mark.requirement("J-52")
def test_the_province_is_followed_down_to_the_kelurahan(region):
    province = reader("35")

    assert people(seen(province)) == {"3506": 9, KEDIRI: 15, "sum": 24}
    assert people(seen(province, KEDIRI)) == {"357101": 7, "357103": 8, "sum": 15}
    assert people(seen(province, "357103")) == {BAWANG: 6, NGRONGGO: 2, "sum": 8}
    assert people(seen(province, BAWANG)) == {BAWANG: 6, "sum": 6}
    assert seen(province, BAWANG).above == ["35", KEDIRI, "357103"]


def test_the_country_stands_above_the_provinces(region):
    assert people(seen(reader("")))["35"] == 24
    assert seen(reader(""), "35").sums[0] == 24


def test_who_lives_nowhere_more_exact_stands_in_a_line_of_their_own(region):
    told = {"period": NOVEMBER, "parent_code": "35", "measure": "people", "region_code": KEDIRI, "value": ""}
    with acting(SYSTEM):
        Total.objects.filter(**told).update(number=18)

    assert people(seen(reader("35"), KEDIRI)) == {"357101": 7, "357103": 8, "": 3, "sum": 18}


@pytest.mark.requirement("J-52")
def test_nobody_reads_a_place_beside_their_own(region):
    operator, district = reader(NGRONGGO), reader("357103")

    for actor, place in ((operator, BAWANG), (operator, "357103"), (operator, "35"), (district, MOJOROTO)):
        with pytest.raises(NotFound):
            seen(actor, place)
    assert people(seen(operator)) == {NGRONGGO: 2, "sum": 2}
    assert people(seen(reader(BAWANG, MOJOROTO)))[BAWANG] == 6


def test_the_database_alone_shows_the_next_kelurahan_nothing(region):
    with acting(reader(NGRONGGO)), connection.cursor() as cursor:
        cursor.execute("select distinct region_code from insight_total")

        assert cursor.fetchall() == [(NGRONGGO,)]


def test_small_numbers_are_hidden_from_who_may_not_see_the_people(region):
    mayor = reader(KEDIRI, people=False)

    assert people(seen(mayor)) == {"357101": 7, "357103": 8, "sum": 15}
    assert people(seen(mayor, "357103")) == {BAWANG: None, NGRONGGO: None, "sum": 8}
    assert people(seen(mayor, NGRONGGO)) == {NGRONGGO: None, "sum": None}
    # hidden only for its neighbour's sake, and so on its own page as well
    assert people(seen(mayor, BAWANG)) == {BAWANG: None, "sum": None}


def test_a_number_hidden_above_is_not_given_back_by_the_places_below():
    for place, number in ((BAWANG, 4), (NGRONGGO, 4), (MOJOROTO, 3)):
        a_household(place, people=number)
    counted()
    mayor = reader(KEDIRI, people=False)

    assert people(seen(mayor)) == {"357101": None, "357103": None, "sum": 11}
    assert people(seen(mayor, "357103")) == {BAWANG: None, NGRONGGO: None, "sum": None}


def test_types_and_deciles_are_columns_in_their_own_order(region):
    assert [each.label for each in seen(reader("35")).columns] == [
        "Orang", "Keluarga", "Keluarga DTSEN", "Orang DTSEN",
    ]  # fmt: skip
    assert [each.label for each in seen(reader("35"), recap="desil").columns] == ["Desil 1"]
    assert people(seen(reader("35")).only("people.")) == {"3506": 9, KEDIRI: 15, "sum": 24}


def test_a_page_is_read_from_totals_alone_whatever_lies_below(region):
    province = reader("35")
    with acting(province), CaptureQueriesContext(connection) as asked:
        queries.recap(province, place="", recap="ringkas", period=NOVEMBER, least=5)

    assert len(asked) == 4
    assert not [one for one in asked.captured_queries if "registry_" in one["sql"]]


def test_before_the_first_count_there_is_no_month():
    assert queries.periods() == {}
    assert queries.as_of({}, "ringkas") is None


def test_the_page_says_when_the_oldest_of_its_numbers_was_counted(region):
    assert queries.as_of(queries.periods()[NOVEMBER], "ringkas") == AT


@pytest.mark.requirement("J-03", "J-52")
def test_the_pillars_are_followed_down_to_the_kelurahan():
    for place in (BAWANG, NGRONGGO, MOJOROTO):
        family, (head, other) = a_household(place, people=2)
        receives(head, "PKH", family=family)
        receives(other, "PBI-JK")
        receives(other, "KUBE", family=family)
    counted()
    province = reader("35")

    columns = [each.label for each in seen(province, recap="pilar").columns]
    told = [(seen(province, place, "pilar").sums, len(seen(province, place, "pilar").lines))
            for place in ("35", KEDIRI, "357103", BAWANG)]  # fmt: skip

    assert columns == ["Jaminan sosial", "Pemberdayaan sosial"]
    assert told == [([6, 3], 1), ([6, 3], 2), ([4, 2], 2), ([2, 1], 1)]


def test_a_place_is_read_month_by_month_each_hidden_as_on_its_own_page():
    a_household(BAWANG, people=3)
    a_household(NGRONGGO, people=6)
    counted(AT - timedelta(days=31))
    a_household(BAWANG, people=4)
    counted()

    def months(actor: Actor, place: str):
        with acting(actor):
            told = course(actor, place=place, recap="ringkas", counted=queries.periods(), upto=NOVEMBER, least=5)
        return told.months, {row.column.measure: row.numbers for row in told.rows}["people"]

    assert months(reader("3571"), KEDIRI) == ([date(2026, 10, 1), NOVEMBER], [9, 13])
    assert months(reader(KEDIRI, people=False), BAWANG)[1] == [None, 7]
    with pytest.raises(NotFound):
        months(reader(NGRONGGO), BAWANG)


def test_a_guarded_type_is_told_in_small_numbers_to_nobody_but_who_may_open_it():
    _, members = a_household(BAWANG, people=8)
    with acting(SYSTEM):
        source = a_source()
        for type_code, people_of_it in (("PPKS-08", members[:2]), (ppks.secret()[0], members[:3])):
            for person in people_of_it:
                PpksRecord.objects.create(person=person, type=type_code, from_on=date(2026, 1, 1), source=source)
    counted()
    operator = reader(BAWANG)
    office = Actor(user_id=32, name="Dinsos", grants=operator.grants | {("ppks.open", BAWANG)})

    told, opened = seen(operator, recap="ppks"), seen(office, recap="ppks")

    guarded = [each.value for each in told.columns].index(ppks.secret()[0])
    assert [told.sums[guarded], told.sums[1 - guarded]] == [None, 2]
    assert opened.sums[guarded] == 3
