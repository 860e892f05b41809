"""Names are searched in a table of their own, a part for each kab/kota: it always says what people's own rows say."""

import pytest
from django.db import ProgrammingError, transaction

from kesos.bulk.sql import row
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Person, SearchName
from kesos.registry.queries import people
from tests.registry.world import BAWANG, NGRONGGO, a_person, an_operator

pytestmark = pytest.mark.django_db
OF_ANOTHER_KOTA = "3372011001"
KEPT = (
    "select count(*) from registry_person p full join registry_searchname s on s.person_id = p.id "
    "where (p.region_code, p.name_key) is distinct from (s.region_code, s.name_key)"
)


def one(statement: str, **told: object) -> object:
    (value,) = row(statement, told)
    return value


def found(area: str, text: str) -> list[str]:
    with acting(an_operator(area)):
        return [each.full_name for each in people.search(an_operator(area), text=text, within_code=area)[0]]


def test_who_comes_is_renamed_moves_and_goes_is_followed():
    people_ = [a_person(name) for name in ("SULASTRI", "SULASTRI NINGSIH", "PAIJO")]
    moved, renamed, gone = people_
    with acting(SYSTEM):
        Person.objects.filter(pk=moved.pk).update(region_id=NGRONGGO)
        Person.objects.filter(pk=renamed.pk).update(full_name="ENDAH")
        Person.objects.filter(pk=gone.pk)._raw_delete("default")

        assert one(KEPT) == 0
        assert SearchName.objects.get(pk=moved.pk).region_code == NGRONGGO
        assert not SearchName.objects.filter(pk=gone.pk).exists()
    assert found("3571", "endah") == ["ENDAH"]


def test_who_moves_to_another_kota_is_found_there_and_no_longer_here():
    person = a_person("SULASTRI")
    with acting(SYSTEM):
        Person.objects.filter(pk=person.pk).update(region_id=OF_ANOTHER_KOTA)
        assert one(
            "select tableoid::regclass::text from registry_searchname where person_id = %(id)s", id=person.pk
        ) == ("registry_searchname_72")
    assert found("3372", "lastri") == ["SULASTRI"]
    assert found("3571", "lastri") == []


def test_a_change_that_leaves_name_and_place_does_not_touch_it():
    person = a_person("SULASTRI")
    with acting(SYSTEM):
        before = one("select ctid::text from registry_searchname where person_id = %(id)s", id=person.pk)
        Person.objects.filter(pk=person.pk).update(birth_place="Kediri")

        assert one("select ctid::text from registry_searchname where person_id = %(id)s", id=person.pk) == before


def test_many_at_once_each_in_its_own_part():
    with acting(SYSTEM):
        for at in range(6):
            a_person(f"SULASTRI {'ABCDEF'[at]}", region=(BAWANG, OF_ANOTHER_KOTA)[at % 2])
        Person.objects.update(full_name="ENDAH")

        assert one(KEPT) == 0
        there = "select count(*) from registry_searchname where tableoid = 'registry_searchname_72'::regclass"
        assert one(f"{there} and name_key = 'endah'") == 3


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_sees_no_name_in_it():
    a_person("SULASTRI")
    with acting(an_operator(NGRONGGO)):
        assert not SearchName.objects.exists()
    with acting(an_operator(BAWANG)):
        assert SearchName.objects.count() == 1


@pytest.mark.parametrize(
    "written",
    [
        "insert into registry_searchname values (1, '3571010001', 'x')",
        "update registry_searchname set name_key = 'x'",
        "delete from registry_searchname",
        "select from registry_searchname_71",
    ],
)
def test_nobody_writes_it_by_hand_nor_reads_a_part_past_the_policy(written):
    with acting(an_operator(BAWANG)), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        one(written)
