"""The database itself hides cases: what a neighbour may not see is not there, whatever the query."""

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed, NotFound
from kesos.workflow.queries import case_of, visible_to
from kesos.workflow.services import NewCase, attach_paper, decide, open_case, open_cases
from kesos.workflow.services.open_cases import HolderMissing
from tests.workflow.flows import FIELDS, HELD
from tests.workflow.world import AT, CITY, HERE, NEXT_DOOR, a_case, somebody, sql

pytestmark = pytest.mark.django_db
SITI = somebody(1, "uji.polos")
NEIGHBOUR = somebody(2, "uji.polos", area=NEXT_DOOR)
TABLES = ("workflow_case", "workflow_decision", "workflow_paper")


def counted(actor: Actor | None) -> list[int]:
    found = []
    with connection.cursor() as cursor:
        for table in TABLES:
            if actor is None:
                cursor.execute(f"select count(*) from {table}")
            else:
                with acting(actor):
                    cursor.execute(f"select count(*) from {table}")
            found.append(cursor.fetchone()[0])
    return found


@pytest.fixture
def decided():
    case = a_case(FIELDS)
    attach_paper(case_id=case.pk, paper="ktp", value="ada", by=SYSTEM, at=AT)
    decide(case_id=case.pk, action="polos", by=SITI, at=AT)
    return case


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_sees_nothing_even_by_plain_sql(decided):
    assert counted(SITI) == [1, 1, 1]
    assert counted(somebody(3, "uji.polos", area=CITY)) == [1, 1, 1]
    assert counted(NEIGHBOUR) == [0, 0, 0]
    assert counted(None) == [0, 0, 0]


def test_out_of_reach_reads_as_not_found_and_inside_as_itself(decided):
    with acting(NEIGHBOUR), pytest.raises(NotFound):
        case_of(NEIGHBOUR, decided.pk)
    with acting(SITI):
        assert case_of(SITI, decided.pk) == decided


def test_the_query_and_the_database_agree_on_who_sees_what():
    a_case(FIELDS)
    a_case(FIELDS, region_code=NEXT_DOOR, other_region_code=HERE)
    a_case(FIELDS, region_code=CITY, holder="institution:12")
    a_case(FIELDS, region_code=NEXT_DOOR, other_holder="forum:3")
    a_case(FIELDS, region_code=NEXT_DOOR, holder="family:55")
    people = [
        SITI, NEIGHBOUR, SYSTEM, Actor(5, holders=frozenset({"institution:12"})),
        Actor(6, holders=frozenset({"forum:3"})),
        Actor(7, families=frozenset({55})), Actor(8), somebody(9, "x.y", area=""),
    ]  # fmt: skip

    seen = []
    for actor in people:
        with acting(actor):
            by_query = visible_to(actor).count()
        assert by_query == counted(actor)[0]
        seen.append(by_query)

    assert seen == [2, 3, 5, 1, 1, 1, 0, 5]


def test_the_family_a_case_is_about_does_not_see_it_unless_it_holds_it():
    a_case(FIELDS, family_id=55)

    assert counted(Actor(7, families=frozenset({55})))[0] == 0


@pytest.mark.requirement("X-02")
def test_a_case_of_an_institution_names_it_and_hides_from_the_kelurahan():
    with pytest.raises(HolderMissing):
        a_case(HELD)

    case = a_case(HELD, holder="institution:12")

    assert case.region_code == CITY
    assert counted(SITI)[0] == 0
    assert counted(Actor(5, holders=frozenset({"institution:12"})))[0] == 1
    assert counted(somebody(3, "uji.polos", area=CITY))[0] == 1


def test_nobody_opens_a_case_next_door():
    with pytest.raises(NotAllowed):
        open_case(flow=FIELDS.key, region_code=NEXT_DOOR, by=SITI, at=AT)
    with pytest.raises(NotAllowed):
        open_cases(flow=FIELDS.key, rows=[NewCase(HERE), NewCase(NEXT_DOOR)], by=SITI, at=AT)

    assert counted(SYSTEM)[0] == 0


def test_nobody_moves_a_case_next_door_by_plain_sql():
    case = a_case(FIELDS)

    with acting(SITI), pytest.raises(DatabaseError, match="row-level security"), sql() as cursor:
        cursor.execute("update workflow_case set region_code = %s where id = %s", [NEXT_DOOR, case.pk])
