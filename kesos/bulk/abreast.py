"""Work taken two at a time, the second by a thread with a connection of its own: two connections fill two cores."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from typing import TypeVar

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

Item = TypeVar("Item")


def each(items: Iterable[Item], act: Callable[[Item], None]) -> None:
    """`act` for each item, two at a time where that may be."""
    if connection.in_atomic_block:  # another connection would not see what this transaction holds
        for item in items:
            act(item)
    else:
        in_two(items, act)


def in_two(
    items: Iterable[Item], act: Callable[[Item], None], *, follows: type[Exception] | tuple[()] = (),
    over: Event | None = None,
) -> None:  # fmt: skip
    """`act` for each item in order, here and in a second thread. Raises the first fault; one that only `follows` from
    the other thread's gives way to it. `over` is set as soon as no further item is begun because of a fault."""
    left, taking, over = iter(items), Lock(), over or Event()

    def work() -> None:
        try:
            while not over.is_set():
                with taking:
                    item = next(left, None)
                if item is None:
                    return
                act(item)
        except BaseException:
            over.set()
            raise

    def elsewhere() -> None:
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1, "abreast") as second:
        other = second.submit(elsewhere)
        try:
            work()
            other.result()
        except follows:
            other.result()
            raise
        except BaseException:
            over.set()  # somebody who stops us while the other thread is at work stops it too
            raise


def is_deadlock(fault: OperationalError) -> bool:
    """Two wanted the same rows crosswise, and this one was told to begin again."""
    return isinstance(fault.__cause__, DeadlockDetected)
