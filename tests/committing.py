"""For tests that need committed rows: other connections, threads and worker processes see them."""

from collections.abc import Iterator

import pytest

from tests.databases import as_owner

_EMPTY = """
select string_agg(format('%I', tablename), ', ') from pg_tables
where schemaname = 'public' and tablename ~ '^(bulk|jobs|files|notices|procrastinate)_'
  and tablename <> 'files_retention'
"""


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Everything commits; at the end the owner empties the machinery's tables (the app role may not truncate)."""
    from django.db import connection

    with django_db_blocker.unblock():
        yield
        connection.close()
        with as_owner() as owner:
            (tables,) = owner.execute(_EMPTY).fetchone()
            owner.execute(f"truncate {tables} cascade")
