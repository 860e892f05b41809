"""Somebody signed in, and the work of the background done at once."""

import pytest

from tests.rules.conftest import signed_in_as

__all__ = ["signed_in_as"]


@pytest.fixture
def operator(signed_in_as):
    """The operator of Bawang."""
    return signed_in_as("dwi", "OP_DESA", "3571031009")


@pytest.fixture
def neighbour(signed_in_as):
    """The operator of the next kelurahan."""
    return signed_in_as("edi", "OP_DESA", "3571031001")


@pytest.fixture
def social_office(signed_in_as):
    """The operator of the city's social office."""
    return signed_in_as("rofiq", "OP_DINSOS", "3571")


@pytest.fixture
def kept_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
