"""A second process of the same program: forked, with connections of its own, killed as nobody kills a test's."""

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


class Other:
    """A process that does one act and ends."""

    def __init__(self, act: Callable[[], object]) -> None:
        connection.close()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                act()
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)

    def ended(self) -> int:
        """As a shell tells it: minus the signal that killed it."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying_at(module: str, name: str, call: int, act: Callable[[], object]) -> Callable[[], object]:
    """`act`, killed when `name` is called for the nth time."""

    def doing() -> object:
        within, calls, lock = sys.modules[module], [0], threading.Lock()
        before = getattr(within, name)

        def counting(*told: object, **more: object) -> object:
            with lock:
                calls[0] += 1
                if calls[0] == call:
                    die()
            return before(*told, **more)

        setattr(within, name, counting)
        return act()

    return doing


def dying_when(folder: Path, pattern: str, act: Callable[[], object]) -> Callable[[], object]:
    """`act`, killed as soon as such a file is there."""

    def doing() -> object:
        def watch() -> None:
            while not next(folder.glob(pattern), None):
                time.sleep(0.0005)
            die()

        threading.Thread(target=watch, daemon=True).start()
        return act()

    return doing


@contextmanager
def patience(seconds: float = 60):
    """Gives a function that waits until something is true."""

    def until(true: Callable[[], object]) -> None:
        ends = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < ends, "waited in vain"
            time.sleep(0.01)

    yield until
