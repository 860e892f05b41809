"""The first file into empty tables: from the second slice on the planner knows what the first has written."""

from django.db import connection

from kesos.bulk.sql import run as run_sql
from kesos.registry.imports import services as imports
from tests.registry.test_import import AT, HEAD, OPERATOR, SULASTRI, read


def test_a_first_file_has_the_tables_looked_at_after_its_first_slice(db, tmp_path):
    (tmp_path / "a.csv").write_text(HEAD + SULASTRI)
    run = read(tmp_path / "a.csv")
    run_sql("select registry_look_at_sizes()")  # empty, whatever tests before have left known of them
    run = imports.check(run_id=run.pk, same_name=0.5, doubles_percent=50, slice_rows=10, by=OPERATOR)

    imports.apply(run_id=run.pk, by=OPERATOR, at=AT)

    with connection.cursor() as cursor:
        cursor.execute("select reltuples from pg_class where oid = 'registry_membership'::regclass")
        assert cursor.fetchone() == (1,)
