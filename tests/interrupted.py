"""A database to commit in, and a process that is killed at a point of its work."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from kesos.database import resolve
from tests import databases


@contextmanager
def stopped(code: str) -> Iterator[subprocess.Popen[str]]:
    """Another process on the same database, when it has said that it is in the middle; killed by -9 at the end."""
    from django.db import connection

    at, name = resolve.addresses(), connection.settings_dict["NAME"]
    environment = {
        **os.environ,
        "KESOS_DATABASE_URL": databases._url(at.owner, name),
        "KESOS_DATABASE_APP_URL": databases._url(at.app, name),
        "DJANGO_SETTINGS_MODULE": "kesos.config.settings.base",
    }
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "in the middle\n"
            yield process
        finally:
            process.kill()


def stop_after(module: ModuleType, name: str, at_call: int) -> None:
    """In the other process: let the given call of `module.name` be the last thing it does."""
    act, called = getattr(module, name), []

    def stopping(*given: Any, **more: Any) -> Any:
        done = act(*given, **more)
        called.append(name)
        if len(called) == at_call:
            sys.stdout.write("in the middle\n")
            sys.stdout.flush()
            time.sleep(600)
        return done

    setattr(module, name, stopping)
