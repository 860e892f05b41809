"""Real PostgreSQL for every test, acting as the application role.

One template database is migrated once and keyed by what it was made from; every worker gets a copy of it.
The wheel's server is used unless KESOS_DATABASE_URL names another.
"""

import os
from collections.abc import Iterator

if not os.environ.get("KESOS_DATABASE_URL"):
    os.environ.setdefault("KESOS_POSTGRES", "wheel")
os.environ.setdefault("KESOS_DATABASE_THROWAWAY", "1")
# Playwright's loop runs in the main thread; Django would refuse database calls beside it
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import pytest

from tests import databases


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """One copy a worker is made below, not by suffixing names."""


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock():
        name = databases.fresh_copy()
        yield
        databases.drop(name)
