"""A file becomes staged rows: in slices, once, and only for its sender."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection
from psycopg import sql

from kesos.bulk import staging
from kesos.bulk.models import Batch, StagedRow
from kesos.bulk.refusals import Unreadable
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from tests.bulk.sheets import csv, xlsx

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
SENDER, OTHER = Actor(user_id=7), Actor(user_id=8, grants=frozenset({("person.view", "")}))


def opened(**more):
    with acting(SENDER):
        return staging.open_batch(kind="people", by=SENDER, at=AT, **more).pk


def lines(batch):
    with acting(SENDER):
        return list(StagedRow.objects.filter(batch_id=batch).order_by("line").values_list("line", "texts", "kinds"))


@pytest.mark.django_db
def test_stages_all_rows_with_their_lines_and_kinds(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [["NIK", "Nama"], [997103170880000, "Siti\nA\\b\t{c}"], [], ["x", ""]])
    batch = opened(sheet="Data")

    told = staging.stage(batch_id=batch, path=file, by=SENDER, at=AT, slice_rows=2)

    assert told == 3
    assert lines(batch) == [
        (1, ["NIK", "Nama"], ""),
        (2, ["997103170880000", "Siti\nA\\b\t{c}"], "nt"),
        (4, ["x", ""], ""),
    ]
    with acting(SENDER):
        kept = Batch.objects.get(pk=batch)
    assert (kept.state, kept.n_rows, kept.last_line, kept.staged_at) == ("staged", 3, 4, AT)


@pytest.mark.requirement("J-12")
@pytest.mark.django_db
def test_after_a_cut_it_goes_on_where_it_stopped_and_ends_as_if_undisturbed(tmp_path):
    file = csv(tmp_path / "a.csv", "NIK\n" + "".join(f"{n}\n" for n in range(1000)))
    cut, whole = opened(), opened()

    class PowerCut(Exception):
        pass

    def progress(done):
        if done == 600:
            raise PowerCut

    with pytest.raises(PowerCut):
        staging.stage(batch_id=cut, path=file, by=SENDER, at=AT, slice_rows=200, progress=progress)
    assert len(lines(cut)) == 600
    staging.stage(batch_id=cut, path=file, by=SENDER, at=AT, slice_rows=200)
    staging.stage(batch_id=whole, path=file, by=SENDER, at=AT)

    assert lines(cut) == lines(whole)
    assert len(lines(whole)) == 1001


@pytest.mark.django_db
def test_staging_a_staged_batch_again_changes_nothing(tmp_path):
    file = csv(tmp_path / "a.csv", "NIK\n1\n")
    batch = opened()

    first = staging.stage(batch_id=batch, path=file, by=SENDER, at=AT)
    again = staging.stage(batch_id=batch, path=file, by=SENDER, at=AT + timedelta(days=1))

    assert first == again == 2
    assert len(lines(batch)) == 2


def test_two_runs_at_once_never_double_a_row(tmp_path, committed):
    file = csv(tmp_path / "a.csv", "NIK\n" + "".join(f"{n}\n" for n in range(2000)))
    batch = opened()
    refused = []

    def run():
        try:
            staging.stage(batch_id=batch, path=file, by=SENDER, at=AT, slice_rows=100)
        except (Refused, DatabaseError) as no:
            refused.append(no)
        finally:
            connection.close()

    runs = [threading.Thread(target=run) for _ in range(2)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()

    staging.stage(batch_id=batch, path=file, by=SENDER, at=AT, slice_rows=100)
    assert [line for line, _, _ in lines(batch)] == list(range(1, 2002))


@pytest.mark.requirement("X-02")
@pytest.mark.django_db
def test_nobody_else_sees_what_was_staged_even_with_the_whole_country(tmp_path):
    batch = opened()
    staging.stage(batch_id=batch, path=csv(tmp_path / "a.csv", "NIK\n1\n"), by=SENDER, at=AT)

    with acting(OTHER), connection.cursor() as cursor:
        cursor.execute("select (select count(*) from bulk_staged_row), (select count(*) from bulk_batch)")
        seen = cursor.fetchone()
    with pytest.raises(NotFound):
        staging.stage(batch_id=batch, path=tmp_path / "a.csv", by=OTHER, at=AT)

    assert seen == (0, 0)


@pytest.mark.django_db
def test_nobody_can_stage_rows_in_another_ones_name():
    batch = opened()

    with pytest.raises(DatabaseError, match="row-level security"), acting(OTHER), connection.cursor() as cursor:
        cursor.execute("insert into bulk_staged_row values (%s, 1, 7, '{x}', '')", [batch])


@pytest.mark.django_db
def test_refuses_a_file_without_rows(tmp_path):
    batch = opened()

    with pytest.raises(Unreadable, match="satu baris pun"):
        staging.stage(batch_id=batch, path=csv(tmp_path / "a.csv", " \n;;\n"), by=SENDER, at=AT)


@pytest.mark.django_db
def test_the_heading_is_found_in_what_was_staged_and_columns_can_be_named(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [["DAFTAR"], [None, "NIK", "Nama"], [None, 9971031708800001, " Siti "]])
    batch = opened(sheet="Data")
    staging.stage(batch_id=batch, path=file, by=SENDER, at=AT)

    with acting(SENDER), connection.cursor() as cursor:
        heading = staging.heading(batch, {"nik": ["NIK"], "full_name": ["Nama"]})
        cursor.execute(
            sql.SQL("select r.line, {} from bulk_staged_row r where r.batch_id = {} and r.line >= {}").format(
                staging.columns_sql(heading.columns), sql.Literal(batch), sql.Literal(heading.data_from)
            )
        )
        names = [column.name for column in cursor.description]
        rows = cursor.fetchall()

    assert names == ["line", "nik", "nik_kind", "full_name", "full_name_kind"]
    assert rows == [(3, "9971031708800000", "n", "Siti", "t")]


@pytest.mark.django_db
def test_rows_of_closed_batches_are_swept_after_their_time(tmp_path):
    batch, young = opened(), opened()
    for each in (batch, young):
        staging.stage(batch_id=each, path=csv(tmp_path / "a.csv", "a\n1\n2\n"), by=SENDER, at=AT)
    with acting(SENDER):
        staging.close(batch_id=batch, applied=True, at=AT)

    gone = staging.sweep(at=AT + timedelta(days=31), slice_rows=2)

    assert gone == 3
    assert (len(lines(batch)), len(lines(young))) == (0, 3)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("state = 'reading', staged_at = now()", "bulk_batch_staged_once_read"),
        ("state = 'applied'", "bulk_batch_closed_when_over"),
        ("closed_at = now()", "bulk_batch_closed_when_over"),
        ("n_rows = 5", "bulk_batch_counts"),
    ],
)
@pytest.mark.django_db
def test_the_database_refuses_a_batch_that_contradicts_itself(change, constraint):
    opened()

    with pytest.raises(IntegrityError, match=constraint), acting(SENDER), connection.cursor() as cursor:
        cursor.execute(f"update bulk_batch set {change}")


def test_a_slice_is_bounded_in_rows_and_in_bytes():
    short, long = [b"x"] * 5, [b"x" * 60] * 3

    assert [len(some) for some in staging.slices(iter(short), 2, 100)] == [2, 2, 1]
    assert [len(some) for some in staging.slices(iter(long), 50, 100)] == [2, 1]
