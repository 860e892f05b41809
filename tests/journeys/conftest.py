"""Somebody signed in."""

from tests.rules.conftest import signed_in_as

__all__ = ["signed_in_as"]
