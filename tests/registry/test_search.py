"""Finding people by number and by name, inside one's areas, with the index."""

import pytest
from django.db import connection

from kesos.database.acting import acting
from kesos.foundation.errors import Refused
from kesos.registry.queries import people
from tests.registry.world import BAWANG, MOJOROTO, NGRONGGO, a_family, a_person, an_operator

pytestmark = pytest.mark.django_db
SCANS = """
select sum(seq_scan), sum(idx_scan) from pg_stat_xact_user_tables
where relname = 'registry_person' or relname like 'registry_searchname%'
"""


def names(actor, text, **more) -> list[str]:
    with acting(actor):
        return [row.full_name for row in people.search(actor, text=text, **more)[0]]


@pytest.fixture
def village():
    for name in ("SULASTRI", "SULASTRI NINGSIH", "PAIJO", "SOEDJONO", "NUR'AINI"):
        a_person(name)
    a_person("SULASTRI", region=NGRONGGO)


@pytest.mark.requirement("J-29")
def test_finds_a_part_of_a_name_in_the_own_village_only(village):
    assert names(an_operator(BAWANG), "lastri") == ["SULASTRI", "SULASTRI NINGSIH"]


def test_old_spelling_and_apostrophes_do_not_matter(village):
    assert names(an_operator(BAWANG), "sujono") == ["SOEDJONO"]
    assert names(an_operator(BAWANG), "nur’aini") == ["NUR'AINI"]


def test_a_misspelt_name_is_found_tolerantly_and_said_so(village):
    operator = an_operator(BAWANG)
    with acting(operator):
        rows, tolerant = people.search(operator, text="sulasri")

    assert tolerant
    assert rows[0].full_name == "SULASTRI"


def test_finds_by_nik_however_it_is_typed(village):
    person = a_person("ENDAH")
    written = f"{person.nik}"

    assert names(an_operator(BAWANG), f" {written[:4]} {written[4:8]}-{written[8:]} ") == ["ENDAH"]
    assert names(an_operator(NGRONGGO), written) == []


def test_finds_the_whole_family_by_its_card_also_by_an_earlier_number():
    from kesos.foundation.actor import SYSTEM
    from kesos.registry.models import Family

    mother, child = a_person("SULASTRI"), a_person("DIMAS", sex="L")
    family = a_family(mother, child, kk=9971030101100001)
    with acting(SYSTEM):
        Family.objects.filter(pk=family.pk).update(kk=9971030101209999)

    assert names(an_operator(BAWANG), "9971030101209999") == ["DIMAS", "SULASTRI"]
    assert names(an_operator(BAWANG), "9971030101100001") == ["DIMAS", "SULASTRI"]


def test_a_number_of_another_length_is_refused_with_the_rule():
    operator = an_operator(BAWANG)
    with acting(operator), pytest.raises(Refused, match="16 angka"):
        people.search(operator, text="997103")


def test_wildcards_are_letters_like_any_other(village):
    assert names(an_operator(BAWANG), "%%%") == []
    assert names(an_operator(BAWANG), "s_last") == []


def test_pages_go_on_from_the_last_row(village):
    operator = an_operator(BAWANG)
    with acting(operator):
        first, _ = people.search(operator, text="", limit=3)
        second, _ = people.search(operator, text="", limit=3, after=(first[-1].key, first[-1].id))

    assert [r.full_name for r in first + second] == ["NUR'AINI", "PAIJO", "SOEDJONO", "SULASTRI", "SULASTRI NINGSIH"]


@pytest.mark.parametrize("areas", [("3571",), ("35",), ("",), (BAWANG, NGRONGGO), ("357103",)])
def test_wider_areas_search_all_of_theirs(village, areas):
    a_person("SULASTRI", region=MOJOROTO)

    found = names(an_operator(*areas), "sulastri", within_code="")

    inside = {BAWANG: 2, NGRONGGO: 1, MOJOROTO: 1}
    assert len(found) == sum(n for code, n in inside.items() if any(code.startswith(a) for a in areas))


def test_a_place_asked_for_outside_the_own_areas_gives_nothing(village):
    assert names(an_operator(BAWANG), "sulastri", within_code=NGRONGGO) == []


@pytest.mark.parametrize(
    ("area", "tolerant"),
    [(BAWANG, False), (BAWANG, True), ("3571", False), ("3571", True), ("35", False), ("35", True), ("", False)],
)
def test_no_search_by_name_reads_the_whole_table(area, tolerant):
    """Counted by PostgreSQL itself: index scans of people or of their names, no sequential one, whatever the area."""
    operator = an_operator(area)
    with connection.cursor() as cursor, acting(operator):
        cursor.execute("set local enable_seqscan = off")  # a table of a few rows would be read whole by any planner
        cursor.execute(SCANS)
        before = cursor.fetchone()

        people.search(operator, text="sulasri" if tolerant else "sulastri")

        cursor.execute(SCANS)
        after = cursor.fetchone()

    assert after[0] == before[0]
    assert after[1] > before[1]
