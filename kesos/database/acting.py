"""Who acts, told to PostgreSQL for one transaction: row policies read it, a pooled connection never keeps it."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from kesos.database.roles import SYSTEM_ROLE
from kesos.foundation.actor import Actor

_TELL = """
select set_config('kesos.user_id', %s, true), set_config('kesos.areas', %s, true),
       set_config('kesos.holders', %s, true), set_config('kesos.families', %s, true), set_config('role', %s, true)
"""
_Told = tuple[str, str, str, str, str]  # user, areas, holders, families, role


class _Standing(threading.local):
    """Who acts in this thread's transaction, outermost first, as it was told.

    A savepoint that is rolled back takes the settings back, and the exception that does it takes the entry away.
    """

    def __init__(self) -> None:
        self.now: list[tuple[Actor, _Told]] = []


_standing = _Standing()


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """One transaction as this actor; nested inside another, the outer actor is restored at the end.

    The system actor takes the database role of system jobs, which row policies let through. Whoever acts already
    costs a savepoint and nothing else: services call services.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        around = _standing.now[-1] if _standing.now and not outermost else None
        if around is not None and (around[0] is actor or around[1] == _as_told(actor, around[1][4])):
            yield
            return
        with connection.cursor() as cursor:
            before = around[1] if around else None if outermost else _now(cursor)
            with _become(cursor, actor, before[4] if before else "none"):
                yield
            # a failure needs no mending: the rollback takes the settings back too, as the end of the transaction does
            if before:
                cursor.execute(_TELL, before)


@contextmanager
def acting_to_the_end(actor: Actor) -> Iterator[None]:
    """The rest of the open transaction as this actor: for an entrance that learns only inside it who acts.

    Where it is the outermost one, nothing is kept to be restored: its end takes the settings back.
    """
    if connection.savepoint_ids:
        with acting(actor):
            yield
        return
    role = _standing.now[-1][1][4] if _standing.now else "none"
    with connection.cursor() as cursor, _become(cursor, actor, role):
        yield


@contextmanager
def _become(cursor: CursorWrapper, actor: Actor, role: str) -> Iterator[None]:
    """PostgreSQL is told once, and for as long this thread knows what it was told."""
    told = _as_told(actor, role)
    cursor.execute(_TELL, told)
    _standing.now.append((actor, told))
    try:
        yield
    finally:
        _standing.now.pop()


def _as_told(actor: Actor, role: str) -> _Told:
    """Only the system takes its role; whoever acts inside its work keeps it."""
    areas, families = array(actor.all_areas()), array(map(str, sorted(actor.families)))
    role = SYSTEM_ROLE if actor.is_system else role
    return str(actor.user_id), areas, array(sorted(actor.holders)), families, role


def _now(cursor: CursorWrapper) -> _Told:
    cursor.execute(
        "select coalesce(current_setting('kesos.user_id', true), ''),"
        " coalesce(current_setting('kesos.areas', true), ''),"
        " coalesce(current_setting('kesos.holders', true), ''),"
        " coalesce(current_setting('kesos.families', true), ''), current_setting('role')"
    )
    user, areas, holders, families, role = cursor.fetchone()
    return user, areas, holders, families, role


def array(values: Iterable[str]) -> str:
    """An array literal of PostgreSQL; the values are codes and ids, never free text."""
    return "{" + ",".join(f'"{value}"' for value in values) + "}"
