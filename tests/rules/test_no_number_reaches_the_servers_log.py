"""The private server's log is kept for long and read by technicians: no NIK, no No KK, whatever goes wrong."""

import re
import time

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from psycopg.conninfo import make_conninfo

from kesos.database import resolve
from kesos.database.cluster import ADMIN
from tests.databases import as_owner

NIK = "9971010101900001"
SIXTEEN = re.compile(r"(?<!\d)\d{16}(?!\d)")
STARTS = "starting PostgreSQL"
WRONG = {
    "a letter among the digits": f"select '{NIK}x'::bigint",
    "too large for its column": f"select '{NIK}'::int",
    "as a date": f"select '{NIK}'::date",
    "as a uuid": f"select '{NIK}'::uuid",
    "in json": f"""select '{{"nik": {NIK}x}}'::jsonb""",
    "in an array": f"select '{{{NIK}x}}'::bigint[]",
    "a column of that name": f'select "{NIK}"',
    "raised by a function": f"do $$ begin raise exception 'nik {NIK}'; end $$",
    "warned by a function": f"do $$ begin raise warning 'nik {NIK}'; raise exception 'no'; end $$",
    "a line that is no row": f"{NIK} select",
}


@pytest.fixture
def log():
    """What the server wrote since `said()` was last asked; a line of the administrator's says that all is written."""
    cluster = resolve.addresses().cluster
    if cluster is None:
        pytest.skip("an office's own server: docs/operating.md tells its keeper what to set")
    file = cluster.folder / "server.log"
    at = file.stat().st_size

    def said():
        mark = f"mark {time.monotonic_ns() % 10**12}"
        with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as admin:
            admin.execute(f"do $$ begin raise log '{mark}'; end $$")
        for _ in range(200):
            text = file.read_bytes()[at:].decode(errors="replace")
            if mark in text:
                return text
            time.sleep(0.05)
        raise AssertionError("the server's log does not tell of the mark")

    said.file = file
    return said


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_statement_with_a_nik_that_fails_leaves_no_line_of_it(log, wrong):
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(wrong)
    with as_owner() as owner, pytest.raises(psycopg.Error):
        owner.execute(wrong)

    assert not SIXTEEN.search(log())


@pytest.mark.django_db
def test_a_file_that_does_not_fit_its_table_leaves_no_line_of_it(log):
    with connection.cursor() as cursor:
        cursor.execute("create temporary table arrived (nik bigint)")
        with pytest.raises(psycopg.DataError), transaction.atomic(), cursor.copy("copy arrived from stdin") as copy:
            copy.write(f"{NIK}x\n")

    assert not SIXTEEN.search(log())


def test_what_a_technician_needs_is_still_written(log):
    cluster = resolve.addresses().cluster
    with psycopg.connect(make_conninfo(resolve.addresses().app, dbname="postgres"), autocommit=True) as app:
        pid = app.info.backend_pid
        app.execute("do $$ begin raise log 'a line of the log'; end $$")
        with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as admin:
            admin.execute("select pg_terminate_backend(%s, 5000)", [pid])

    told = log()

    assert "LOG:  a line of the log" in told
    assert "FATAL:  terminating connection" in told


def test_nothing_so_far_has_written_a_number(log):
    """Since the server was started: whichever tests went before."""
    log()

    since = log.file.read_text(errors="replace").rpartition(STARTS)[2]

    assert SIXTEEN.findall(since) == []
