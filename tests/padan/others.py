"""A second process of the same program on the test's database, killed as nobody kills a test's.

Not a fork: the engines' threads do not come along, and who forks beside them waits for ever.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from kesos.database import resolve
from tests import databases

BEGIN = """
import django; django.setup()
from pathlib import Path
from kesos.padan.snapshots import places
from tests.padan.others import dying_at, dying_when
from tests.padan.test_cut_off import steps
places.data_folder = lambda: Path({data!r})
steps = steps(Path({extract!r}))
"""


class Other:
    """A process that does what `code` says, with the `steps` over the extract of this folder, and ends."""

    def __init__(self, code: str, folder: Path) -> None:
        at, name = resolve.addresses(), connection.settings_dict["NAME"]
        environment = {
            **os.environ, "KESOS_DATABASE_URL": databases._url(at.owner, name),
            "KESOS_DATABASE_APP_URL": databases._url(at.app, name),
            "DJANGO_SETTINGS_MODULE": "kesos.config.settings.base",
        }  # fmt: skip
        begin = BEGIN.format(data=str(folder / "data"), extract=str(folder / "penduduk.csv"))
        self.process = subprocess.Popen(
            [sys.executable, "-c", begin + code], env=environment, cwd=Path(__file__).parents[2]
        )

    def ended(self) -> int:
        """As a shell tells it: minus the signal that killed it."""
        return self.process.wait(120)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying_at(module: str, name: str, call: int) -> None:
    """In the other process: it is killed when `name` is called for the nth time."""
    within, calls, lock = sys.modules[module], [0], threading.Lock()
    before = getattr(within, name)

    def counting(*told: object, **more: object) -> object:
        with lock:
            calls[0] += 1
            if calls[0] == call:
                die()
        return before(*told, **more)

    setattr(within, name, counting)


def dying_when(folder: str, pattern: str) -> None:
    """In the other process: it is killed as soon as such a file is there."""

    def watch() -> None:
        while not next(Path(folder).glob(pattern), None):
            time.sleep(0.0005)
        die()

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def patience(seconds: float = 60):
    """Gives a function that waits until something is true."""

    def until(true: Callable[[], object]) -> None:
        ends = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < ends, "waited in vain"
            time.sleep(0.01)

    yield until
