"""A world made once for a module: each test stands on it in a savepoint of its own and leaves it as it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

Made = TypeVar("Made")


@contextmanager
def kept(blocker: DjangoDbBlocker, folder: Path, now: datetime, make: Callable[[], Made]) -> Iterator[Made]:
    """`make` at that moment, with files in this folder; all of it is taken back when the module is over."""
    outer = transaction.atomic()
    outer._from_testcase = True  # type: ignore[attr-defined] -- what insists on being outermost may stand in a test
    with blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: now)
        patch.setattr(settings, "MEDIA_ROOT", folder)
        # a test's own tidying closes every connection behind it
        patch.setattr(connection, "close", lambda: None)
        with outer:
            yield make()
            transaction.set_rollback(True)


def of_this_test(made: Made) -> Made:
    """What a test adds to it is forgotten with the test."""
    mine = copy(made)
    for name, value in vars(mine).items():
        if isinstance(value, dict):
            vars(mine)[name] = dict(value)
    return mine
