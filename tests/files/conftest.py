"""Fixtures of this part."""

from pathlib import Path

import pytest

from tests.committing import committed  # noqa: F401


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """A disk of its own for each test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
