"""Finding a region by name and by code, and what a NIK's first digits are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kesos.foundation.errors import NotFound
from kesos.regions.models import Region
from kesos.regions.queries import tree
from kesos.regions.queries.search import search

pytestmark = pytest.mark.django_db


def codes(text: str, **more: object) -> list[str]:
    return [found.code for found in search(text, **more)]


@pytest.mark.parametrize("text", ["Regapu'u", "Regapu’u", "regapuu", "REGAPU’U"])
def test_finds_a_name_with_either_apostrophe_or_none(text):
    assert codes(text) == ["5307012021"]


@pytest.mark.parametrize("text", ["3571031009", "35.71.03.1009", " 35.71.03.1009 ", "35 71 03 1009"])
def test_finds_a_code_with_or_without_dots(text):
    assert codes(text) == ["3571031009"]


@pytest.mark.parametrize(
    "code",
    [
        "35", "3571", "357103", "3571031009", "33", "3372", "337201", "3372011001", "6372", "6372021003",
        "9103", "1101012001", "9601", "93",
    ],
)  # fmt: skip
def test_finds_each_of_fourteen_codes_first(code):
    assert codes(code)[0] == code


def test_the_kota_and_kabupaten_come_before_villages_of_the_same_name():
    assert codes("kediri")[:2] == ["3506", "3571"]


def test_a_comma_asks_for_a_name_below_another():
    assert codes("bawang, kediri") == ["3571031009"]


def test_a_misspelt_name_still_finds_its_region():
    assert codes("surakrta")[0] == "3372"


def test_beginnings_come_before_parts():
    names = [found.name for found in search("bandar", areas=["3571"])]

    assert names == ["Bandar Kidul", "Bandar Lor"]


def test_search_stays_within_the_areas():
    assert codes("bawang", areas=["3372"]) == []
    assert codes("bawang", areas=[]) == []
    assert {code[:4] for code in codes("bawang", areas=["3571", "3325"])} == {"3571", "3325"}


def test_search_keeps_to_the_kinds_asked_for():
    assert {found.kind for found in search("bawang", kinds=["kelurahan"])} == {"kelurahan"}


def test_an_empty_text_lists_what_lies_highest_within_the_areas():
    assert codes("", areas=["357103"], limit=1) == ["357103"]


def test_marks_in_the_text_are_no_patterns():
    assert codes("%") == []
    assert codes("_awang") == codes("awang")


def test_retired_codes_are_found_when_asked_for():
    assert "910101" not in codes("merauke")
    assert "910101" in codes("merauke", with_retired=True)


def test_the_path_reads_from_the_village_up():
    assert tree.path_text("3571031009") == "Bawang, Pesantren, Kota Kediri, Jawa Timur"
    assert tree.path_text("9971010001") == "99.71.01.0001"


def test_names_of_many_codes_take_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        told = tree.names(["3571", "3372", "9999"])

    assert told == {"3571": "Kota Kediri", "3372": "Kota Surakarta"}


def test_an_unknown_code_is_not_found():
    with pytest.raises(NotFound, match="tidak dikenal"):
        tree.by_code("9999")


@pytest.mark.parametrize(
    ("code", "told"), [("337201", "current"), ("910101", "retired"), ("337299", "unknown"), ("000000", "unknown")]
)
def test_the_first_digits_of_a_nik_are_current_retired_or_unknown(code, told):
    assert tree.known(code) == told


def test_what_a_code_is_costs_no_query_once_it_is_known(django_assert_num_queries):
    tree.known("337201")

    with django_assert_num_queries(0):
        told = [tree.known("337201"), tree.known("337202")]

    assert told == ["current", "current"]


def test_a_region_that_ends_is_retired_as_soon_as_it_is_looked_up_afresh():
    assert tree.known("357103") == "current"

    Region.objects.filter(code="357103").update(valid_to="2026-01-31")
    tree._upper_codes._look_at = 0.0

    assert tree.known("357103") == "retired"


@pytest.mark.parametrize("text", ["bawang", "surakrta", "bandar lor"])
def test_a_search_by_name_goes_through_the_trigram_index(text):
    with CaptureQueriesContext(connection) as asked:
        search(text, areas=["3571", "3372"])
    searches = [query["sql"] for query in asked if "search_key" in query["sql"]]

    assert searches
    for statement in searches:
        with connection.cursor() as cursor:
            cursor.execute(f"explain {statement.replace('%', '%%')}", [])
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert "region_search" in plan
        assert "Seq Scan on regions_region" not in plan
