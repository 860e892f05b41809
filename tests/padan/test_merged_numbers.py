"""After a merge the old number means who stays, to every file and every neighbour; two merges at once are one."""

from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import as_text
from kesos.registry.imports import services as imports
from kesos.registry.models import Enrolment, Merge, MergedRow, Person
from kesos.registry.services.merge_people import merge_people
from tests.at_once import all_at_once
from tests.databases import own_copy
from tests.journeys.world import a_death, arrive, died_on
from tests.journeys.world import state as state_of
from tests.programmes.world import a_listed_family, enrolled
from tests.registry.test_import import OPERATOR, imported, read
from tests.registry.world import AT, BAWANG, a_family, a_person

BY = Actor(user_id=31, name="Ratna", grants=frozenset())


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    with own_copy(django_db_blocker, "merges"):
        yield


def merge(stays: Person, gone: Person) -> Merge:
    return merge_people(stays_id=stays.pk, gone_id=gone.pk, reason="KTP sama", by=BY, at=AT)


@pytest.fixture
def known(db):
    """Merged from two numbers; the second has gone."""
    stays, gone = a_person("SULASTRI"), a_person("SULASTRI")
    a_family(stays)
    merge(stays, gone)
    return stays, gone.nik


def test_next_months_file_does_not_make_the_double_anew(tmp_path, known):
    _, old = known
    text = (
        "NIK,No KK,Nama,JK,Tgl Lahir,Hubungan,Kelurahan,Kecamatan,Kab/Kota,Alamat,RT,RW\n"
        f"{as_text(old)},,SULASTRI,P,12/04/1979,,Bawang,Pesantren,Kota Kediri,JL. MELATI 9,001,001\n"
    )
    with acting(SYSTEM):
        before = Person.objects.count()
    imported(tmp_path, text)
    with acting(SYSTEM):
        assert Person.objects.count() == before
        assert not Person.objects.filter(nik=old).exists()


def test_a_file_that_was_checked_before_the_merge_leaves_the_merged_out(tmp_path, db):
    stays, gone = a_person("SULASTRI"), a_person("SULASTRY")
    a_family(stays)
    path = tmp_path / "a.csv"
    path.write_text(
        "NIK,No KK,Nama,JK,Tgl Lahir,Hubungan,Kelurahan,Kecamatan,Kab/Kota,Alamat,RT,RW\n"
        f"{as_text(gone.nik)},,SULASTRY BARU,P,12/04/1979,,Bawang,Pesantren,Kota Kediri,JL. MELATI 9,001,001\n"
    )
    run = read(path)
    imports.check(run_id=run.pk, same_name=0.5, doubles_percent=50, slice_rows=2, by=OPERATOR)
    merge(stays, gone)

    done = imports.apply(run_id=run.pk, by=OPERATOR, at=AT)

    with acting(SYSTEM):
        stays.refresh_from_db()
        assert (done.state, stays.full_name) == ("applied", "SULASTRI")
        assert not Person.objects.filter(nik=gone.nik).exists()


def test_a_death_under_the_old_number_is_the_death_of_who_stays(known):
    stays, old = known
    told = a_death(stays, nik=old)
    arrive(told)
    assert state_of(told)[0] == "DITERAPKAN"
    assert died_on(stays) == date(2026, 11, 2)


def test_of_ten_merges_at_once_one_is_made_and_every_row_is_carried_once(committed):
    stays, gone = a_person("SULASTRI"), a_person("SULASTRY")
    a_family(stays)
    family, mother = a_listed_family("WAGINEM")
    enrolment = enrolled(family, mother)
    with acting(SYSTEM):
        Enrolment.objects.filter(pk=enrolment.pk).update(person=gone)

    said = all_at_once(*[lambda: merge(stays, gone)] * 5, *[lambda: merge(gone, stays)] * 5)

    won = [one for one in said if isinstance(one, Merge)]
    assert len(won) == 1
    assert len([one for one in said if isinstance(one, Refused)]) == 9
    with acting(SYSTEM):
        (left,) = Person.objects.filter(pk__in=(stays.pk, gone.pk))
        assert Enrolment.objects.get(pk=enrolment.pk).person_id == left.pk
        assert MergedRow.objects.filter(table_name="registry_enrolment", what="moved").count() <= 1
        assert left.region_id == BAWANG
