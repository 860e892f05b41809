"""Fixtures of this part."""

from tests.committing import committed  # noqa: F401
