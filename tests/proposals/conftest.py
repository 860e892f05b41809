"""Fixtures of the month's screens."""

import pytest

from tests.proposals.visiting import at_the_time
from tests.proposals.world import an_open_month, on


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def fifth(monkeypatch):
    """The morning of 5 November 2026 in Kediri."""
    at_the_time(monkeypatch, on(5))


@pytest.fixture
def november(db, fifth):
    return an_open_month()
