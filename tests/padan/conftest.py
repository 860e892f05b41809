"""Snapshots of tests lie in the test's own folder."""

import pytest

from kesos.padan.snapshots import places
from tests.databases import own_copy


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "data_folder", lambda: tmp_path / "data")


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A database of its own, which other processes see."""
    with own_copy(django_db_blocker, "padan"):
        yield
