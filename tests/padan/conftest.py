"""Snapshots of tests lie in the test's own folder."""

import pytest

from kesos.padan.snapshots import places


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "data_folder", lambda: tmp_path / "data")
