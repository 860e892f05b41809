"""The clock stands still on a day of entry in November 2026, and files have a folder of their own."""

import pytest

from tests.api.world import BAWANG, NGRONGGO, NOW, Program, a_program


@pytest.fixture(autouse=True)
def _clock_and_files(monkeypatch, settings, tmp_path):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def operator(db: None) -> Program:
    return a_program("OP_DESA", BAWANG)


@pytest.fixture
def neighbour(db: None) -> Program:
    return a_program("OP_DESA", NGRONGGO)
