"""Reference data kept in the process, and dropped when the database says that they have changed."""

from collections.abc import Callable
from time import monotonic
from typing import Any, Generic, TypeVar

from django.db import connection

T = TypeVar("T")
LOOK_AFTER_SECONDS = 5.0


class Remembered(Generic[T]):
    """What `read` returned, until the reference version in the database moves on.

    The version is looked at every few seconds at most, so another process's change arrives within that
    time; our own at commit, through `forget_all`.
    """

    _known: list["Remembered[Any]"] = []

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._version = -1
        self._look_at = 0.0
        self._value: T | None = None
        Remembered._known.append(self)

    def __call__(self) -> T:
        if self._value is None or monotonic() >= self._look_at:
            version = reference_version()
            if self._value is None or version != self._version:
                self._value = self._read()
            self._version, self._look_at = version, monotonic() + LOOK_AFTER_SECONDS
        return self._value

    def forget(self) -> None:
        self._value = None


def forget_all() -> None:
    for remembered in Remembered._known:
        remembered.forget()


def reference_version() -> int:
    """Raised by triggers at every change of regions and codes."""
    with connection.cursor() as cursor:
        cursor.execute("select number from regions_referenceversion")
        return int(cursor.fetchone()[0])
