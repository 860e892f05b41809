"""Two slices at once: in order, with the fault that came first, and never hung."""

from threading import Barrier

import pytest

from kesos.bulk.sql import rows, run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.imports import turns
from kesos.registry.models import ImportRun
from tests.databases import own_copy
from tests.registry.world import AT, a_person, a_source, an_operator

OFFICER = an_operator("3571", permissions=("person.view", "import.run"))


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    with own_copy(django_db_blocker, "turns"):
        yield


def a_run(slices: int) -> ImportRun:
    with acting(OFFICER):
        return ImportRun.objects.create(
            batch_id=1, file_name="a.csv", sender="Disdukcapil", region_code="3571", dated_on=AT.date(),
            by_user_id=OFFICER.user_id, state="applying", n_slices=slices, slice_rows=10, source=a_source(),
            created_at=AT,
        )  # fmt: skip


def test_every_slice_is_written_once_and_counted_in_order(committing):
    found, counted, written = a_run(7), [], []

    turns.each_slice(
        found, lambda lines: written.append(lines["first"]), by=OFFICER, progress=lambda done, of: counted.append(done)
    )

    assert sorted(written) == [0, 10, 20, 30, 40, 50, 60]
    assert sorted(counted) == [1, 2, 3, 4, 5, 6, 7]
    with acting(OFFICER):
        found.refresh_from_db()
    assert found.n_slices_done == 7


def test_a_fault_of_one_slice_is_told_and_no_later_one_is_counted(committing):
    found = a_run(4)

    def write(lines):
        if lines["first"] == 10:
            raise ValueError("the second slice is broken")

    with pytest.raises(ValueError, match="second slice"):
        turns.each_slice(found, write, by=OFFICER, progress=lambda done, of: None)

    with acting(OFFICER):
        found.refresh_from_db()
    assert found.n_slices_done == 1


def test_slices_that_want_the_same_rows_crosswise_are_both_written(committing):
    people = [a_person(name).pk for name in ("SATU", "DUA")]
    found, met = a_run(2), Barrier(2, timeout=20)
    begun = []

    def write(lines):
        mine = people if lines["first"] == 0 else people[::-1]
        run("update registry_person set birth_place = birth_place || 'x' where id = %(id)s", {"id": mine[0]})
        begun.append(lines["first"])
        if len(begun) <= 2:
            met.wait()
        run("update registry_person set birth_place = birth_place || 'x' where id = %(id)s", {"id": mine[1]})

    turns.each_slice(found, write, by=OFFICER, progress=lambda done, of: None)

    with acting(SYSTEM):
        assert rows("select birth_place, count(*) from registry_person group by 1") == [("xx", 2)]
    assert len(begun) > 2
