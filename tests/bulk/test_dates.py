"""Python and SQL read the same dates."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from kesos.bulk.cells import DATE, NUMBER, TEXT
from kesos.bulk.dates import MONTHS, read_date

VECTORS = [
    ("1980-08-17", DATE, "1980-08-17"),
    ("1980-08-17 13:00:00", "m", "1980-08-17"),
    ("29450", NUMBER, "1980-08-17"),
    ("45351", NUMBER, "2024-02-29"),
    ("12", NUMBER, None),
    ("1980.5", NUMBER, None),
    ("17/08/1980", TEXT, "1980-08-17"),
    ("7-8-1980", TEXT, "1980-08-07"),
    ("17.08.1980", TEXT, "1980-08-17"),
    ("17 Agustus 1980", TEXT, "1980-08-17"),
    (" 17 Nopember 1980 ", TEXT, "1980-11-17"),
    ("1980-08-17T00:00:00", TEXT, "1980-08-17"),
    ("31/02/1980", TEXT, None),
    ("29/02/1900", TEXT, None),
    ("29/02/2000", TEXT, "2000-02-29"),
    ("08/17/1980", TEXT, None),
    ("17/08/80", TEXT, None),
    ("00/00/0000", TEXT, None),
    ("17 Bulan 1980", TEXT, None),
    ("", TEXT, None),
    ("29450", TEXT, None),
]


def by_sql(text: str, kind: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("select kesos_read_date(%s, %s)", [text, kind])
        (found,) = cursor.fetchone()
    return found.isoformat() if found else None


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "kind", "day"), VECTORS)
def test_reads_dates_as_files_write_them(text, kind, day):
    told = read_date(text, kind)

    assert (told.isoformat() if told else None) == day
    assert by_sql(text, kind) == day


@pytest.mark.django_db
@pytest.mark.parametrize("month", MONTHS)
def test_sql_knows_every_month_that_python_knows(month):
    assert by_sql(f"3 {month} 2001", TEXT) == read_date(f"3 {month} 2001", TEXT).isoformat()


@pytest.mark.django_db
def test_sql_and_python_agree_on_anything():
    parts = st.from_regex(r"\A[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}\Z")

    @settings(max_examples=300, deadline=None)
    @given(parts, st.sampled_from([TEXT, DATE, NUMBER]))
    def agree(text, kind):
        told = read_date(text, kind)
        assert by_sql(text, kind) == (told.isoformat() if told else None)

    agree()
