"""Slices written two at a time, each on its own connection; their ends keep to the order of the lines."""

from threading import Event

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

from kesos.bulk.abreast import in_two
from kesos.bulk.sql import run
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.registry.imports import runs
from kesos.registry.imports.runs import Progress, Write
from kesos.registry.models import ImportRun

# hashed, so that it meets no lock of another kind; kept until the end of the transaction
_HOLD = "select pg_advisory_xact_lock(hashtextextended('import slice', %(run)s::bigint * 1000000 + %(number)s))"


class OutOfTurn(Exception):
    """The slice before was not written, so this one may not be."""


def each_slice(found: ImportRun, write: Write, *, by: Actor, progress: Progress) -> None:
    """As `runs.each_slice`. Where two slices wanted the same rows crosswise, the rest is written one by one."""
    if not connection.in_atomic_block:  # another connection would not see what this transaction holds
        try:
            turns = _Turns(found, write, by=by, progress=progress)
            in_two(range(found.n_slices_done, found.n_slices), turns.take, follows=OutOfTurn)
        except OutOfTurn:
            pass
        except OperationalError as crossed:
            if not isinstance(crossed.__cause__, DeadlockDetected):
                raise
        with acting(by):
            found = runs.mine(found.pk, by=by)
    runs.each_slice(found, write, by=by, progress=progress)


class _Turns:
    """A slice holds a lock of its own number from its beginning, and asks for the lock of the one before it at its end.

    So PostgreSQL knows who waits for whom: slices that wait for each other's rows are told so, and do not hang.
    """

    def __init__(self, found: ImportRun, write: Write, *, by: Actor, progress: Progress) -> None:
        self.found, self.write, self.by, self.progress = found, write, by, progress
        self.begun = {number: Event() for number in range(found.n_slices_done, found.n_slices)}

    def take(self, number: int) -> None:
        before = self.begun.get(number - 1)
        with acting(self.by):
            if before is not None:
                before.wait()
            try:
                run(_HOLD, {"run": self.found.pk, "number": number})
            finally:
                self.begun[number].set()
            self.write(runs.lines(self.found, number))
            run("set constraints all immediate")  # the checks of its keys, before its turn comes
            if before is not None:
                run(_HOLD, {"run": self.found.pk, "number": number - 1})
            if not runs.advance(self.found.pk, number):
                raise OutOfTurn
        self.progress(number + 1, self.found.n_slices)
