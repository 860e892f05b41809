"""Snapshots of tests lie in the test's own folder."""

import pytest

from kesos.access.actors import actor_for
from kesos.padan.snapshots import places
from tests.access.world import an_official
from tests.databases import own_copy
from tests.registry.world import AT, BAWANG


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "data_folder", lambda: tmp_path / "data")


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A database of its own, which other processes see."""
    with own_copy(django_db_blocker, "padan"):
        yield


@pytest.fixture
def operator():
    return actor_for(an_official("dwi", "OP_DESA", BAWANG).pk, at=AT)


@pytest.fixture
def supervisor():
    return actor_for(an_official("ratna", "SUPERVISOR", "3571").pk, at=AT)
