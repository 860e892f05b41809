"""Who acts, told to PostgreSQL for one transaction: row policies read it, a pooled connection never keeps it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from kesos.database.roles import SYSTEM_ROLE
from kesos.foundation.actor import Actor

_TELL = """
select set_config('kesos.user_id', %s, true), set_config('kesos.areas', %s, true),
       set_config('kesos.holders', %s, true), set_config('kesos.families', %s, true)
"""


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """One transaction as this actor; nested inside another, the outer actor is restored at the end.

    The system actor takes the database role of system jobs, which row policies let through.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        before = [] if outermost else _now(cursor)
        _become(cursor, actor)
        yield
        # a failure needs no mending: the rollback takes the settings back too, as the end of the transaction does
        if not outermost:
            cursor.execute("select set_config('role', %s, true)", [before[4]])
            cursor.execute(_TELL, before[:4])


@contextmanager
def acting_to_the_end(actor: Actor) -> Iterator[None]:
    """The rest of the open transaction as this actor: for an entrance that learns only inside it who acts.

    Where it is the outermost one, nothing is kept to be restored: its end takes the settings back.
    """
    if connection.savepoint_ids:
        with acting(actor):
            yield
        return
    with connection.cursor() as cursor:
        _become(cursor, actor)
    yield


def _become(cursor: CursorWrapper, actor: Actor) -> None:
    told = [array(actor.all_areas()), array(sorted(actor.holders)), array(map(str, sorted(actor.families)))]
    cursor.execute(_TELL, [str(actor.user_id), *told])
    if actor.is_system:
        cursor.execute(f"set local role {SYSTEM_ROLE}")


def _now(cursor: CursorWrapper) -> list[str]:
    cursor.execute(
        "select coalesce(current_setting('kesos.user_id', true), ''),"
        " coalesce(current_setting('kesos.areas', true), ''),"
        " coalesce(current_setting('kesos.holders', true), ''),"
        " coalesce(current_setting('kesos.families', true), ''), current_setting('role')"
    )
    return list(cursor.fetchone())


def array(values: Iterable[str]) -> str:
    """An array literal of PostgreSQL; the values are codes and ids, never free text."""
    return "{" + ",".join(f'"{value}"' for value in values) + "}"
