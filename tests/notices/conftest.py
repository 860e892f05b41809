"""Fixtures of this part."""

import pytest

from tests.committing import committed  # noqa: F401

ADDRESSES = {7: "siti@contoh.go.id", 8: "budi@contoh.go.id", 9: ""}


def email_of(user_id: int) -> str:
    """Stands in for the part that knows accounts."""
    return ADDRESSES[user_id]


@pytest.fixture(autouse=True)
def mail_is_on(settings):
    settings.NOTICES_BY_EMAIL = True
    settings.KESOS_EMAIL_LOADER = "tests.notices.conftest.email_of"
