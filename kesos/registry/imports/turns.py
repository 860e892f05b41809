"""Slices written two at a time, each on its own connection; their ends keep to the order of the lines."""

from threading import Event

from django.db import OperationalError, connection

from kesos.bulk.abreast import in_two, is_deadlock
from kesos.bulk.sql import one_at_a_time, run
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.registry.imports import runs
from kesos.registry.imports.runs import Progress, Write
from kesos.registry.models import ImportRun


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
            if not is_deadlock(crossed):
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
                self._hold(number)
            finally:
                self.begun[number].set()
            self.write(runs.lines(self.found, number))
            run("set constraints all immediate")  # the checks of its keys, before its turn comes
            if before is not None:
                self._hold(number - 1)
            if not runs.advance(self.found.pk, number):
                raise OutOfTurn
        self.progress(number + 1, self.found.n_slices)

    def _hold(self, number: int) -> None:
        one_at_a_time("import slice", self.found.pk * 1_000_000 + number)
