"""A finding speaks of somebody who is there, in a run that is there: asked once a statement, kept all the same."""

import pytest
from django.db import IntegrityError, connection, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.models import Finding, Run
from kesos.padan.services import matching
from tests.padan.others import Other, patience
from tests.padan.world import a_line, compared
from tests.registry.world import a_person

NOBODY = 999_999_999


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["person_id", "run_id"])
def test_a_finding_of_nobody_or_of_no_run_is_refused(tmp_path, column):
    compared(tmp_path, a_line(a_person("SULASTRI"), name="LASTRI"))

    with acting(SYSTEM), connection.cursor() as cursor:
        for statement in (
            f"update padan_finding set {column} = {NOBODY}",
            f"""insert into padan_finding (source, bucket, nik, region_code, outcome, differs, their_name, their_sex,
                    their_region, state, person_id, run_id)
                select source, bucket, nik + 1, region_code, outcome, '', '', '', '', state,
                    {"person_id" if column == "run_id" else NOBODY}, {"run_id" if column == "person_id" else NOBODY}
                from padan_finding""",
        ):
            with pytest.raises(IntegrityError, match="that is not there"), transaction.atomic():
                cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["registry_person", "padan_run"])
def test_who_is_spoken_of_does_not_leave(tmp_path, table):
    compared(tmp_path, a_line(a_person("SULASTRI"), name="LASTRI"))

    with acting(SYSTEM), connection.cursor() as cursor:
        with pytest.raises(IntegrityError, match=f"still speaks of a row of {table}"), transaction.atomic():
            cursor.execute(f"delete from {table}")
        Finding.objects.all().delete()
        cursor.execute("delete from padan_run")


@pytest.mark.django_db
def test_who_was_taken_out_while_it_was_matched_is_left_out_and_the_rest_is_written(tmp_path, monkeypatch):
    gone, stays = a_person("SULASTRI"), a_person("MARSUDI")
    whole = matching.write

    def after_a_loss(*told, **more):
        with acting(SYSTEM), connection.cursor() as cursor:
            cursor.execute("delete from registry_membership where person_id = %s", [gone.pk])
            cursor.execute("delete from registry_person where id = %s", [gone.pk])
        whole(*told, **more)

    monkeypatch.setattr(matching, "write", after_a_loss)
    run = compared(tmp_path)

    assert (run.state, run.counts["new"]) == ("done", 1)
    with acting(SYSTEM):
        assert Finding.objects.get().person_id == stays.pk


WRITING = """
from tests.padan.others import patience
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.models import Finding
from kesos.registry.models import Person
with acting(SYSTEM):
    person = Person.objects.get(pk={person})
    Finding.objects.create(
        source="x", bucket=0, nik=person.nik, person=person, region_code=person.region_id, outcome="meninggal",
        run_id={run},
    )
    Path({written!r}).touch()
    with patience() as until:
        until(Path({tried!r}).exists)
"""


def test_who_deletes_waits_for_who_writes(committed, tmp_path):
    """Neither sees what the other has not ended; without waiting, both would find everything in order."""
    person = a_person("SULASTRI")
    compared(tmp_path, a_line(person))
    with acting(SYSTEM):
        run = Run.objects.get()
    written, tried = tmp_path / "written", tmp_path / "tried"

    def deleting():
        with patience() as until:
            until(written.exists)
        with acting(SYSTEM), connection.cursor() as cursor:
            cursor.execute("set local lock_timeout = '300ms'")
            cursor.execute("delete from registry_membership where person_id = %s", [person.pk])
            cursor.execute("delete from registry_person where id = %s", [person.pk])

    writer = Other(
        WRITING.format(person=person.pk, run=run.pk, written=str(written), tried=str(tried)), tmp_path
    )  # fmt: skip
    with pytest.raises(Exception, match="lock timeout"):
        deleting()
    tried.touch()

    assert writer.ended() == 0
    with acting(SYSTEM):
        assert Finding.objects.get().person_id == person.pk
