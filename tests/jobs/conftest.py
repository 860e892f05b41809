"""Fixtures of this part."""

import pytest

from tests.committing import committed  # noqa: F401
from tests.jobs import work  # noqa: F401 - registers the kinds


@pytest.fixture(autouse=True)
def accounts(settings):
    settings.KESOS_ACTOR_LOADER = "tests.jobs.work.loaded"
