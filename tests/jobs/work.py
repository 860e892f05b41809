"""Kinds of jobs for tests, and the door through which a real worker process gets to know them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import connection

from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.jobs.registry import Result, job
from kesos.jobs.running import Run

AREA = "3571031009"
GRANTS = frozenset({("job.view", "3571"), ("person.view", AREA)})


def loaded(user_id: int, *, at: datetime) -> Actor:
    """Stands in for the part that knows accounts."""
    if user_id == 404:
        raise NotFound("Akun ini tidak ada atau sudah dinonaktifkan.")
    return Actor(user_id=user_id, name=f"orang {user_id}", grants=GRANTS)


@job("test.whole")
def whole(run: Run, **told: object) -> Result:
    """Writes into a table of its own transaction, then ends as it is told to."""
    note(run, "whole")
    run.progress(1, 2, "separuh")
    if told.get("end") == "refuse":
        raise Refused("Berkas itu bukan lembar kerja. Unggah .xlsx.", code="not_a_spreadsheet")
    if told.get("end") == "bug":
        raise ZeroDivisionError("rahasia 9971031708800001")
    return Result("Selesai, 2 baris.", url="/hasil/1/")


@job("test.slices", slices=True)
def slices(run: Run, *, folder: str, n: int, pause: float, **later: object) -> str:
    """One slice a step, each its own transaction with its own note; goes on after what is remembered."""
    for step in range(int(run.checkpoint.get("step", 0)), n):
        with run.acting():
            note(run, f"step {step}")
        run.remember(step=step + 1)
        with Path(folder, "steps").open("a") as file:
            file.write(f"{os.getpid()} {step}\n")
        time.sleep(pause)
        run.progress(step + 1, n)
    return "Selesai."


@job("test.child")
def child(run: Run, **told: object) -> str:
    """Starts another job, then fails if told so: then there must be no other job."""
    from kesos.jobs.services import start

    start("test.whole", by=run.by, at=run.at, title="anak")
    if told.get("fail"):
        raise Refused("Batal.")
    return "Anak dimulai."


def note(run: Run, what: str) -> None:
    """A trace in the database, in the work's own transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into bulk_batch (kind, user_id, region_code, file_name, sheet, state, n_rows, last_line,"
            " created_at) values (%s, %s, '', '', '', 'reading', 0, 0, now())",
            [what, run.by.user_id],
        )


def notes() -> list[str]:
    from kesos.bulk.models import Batch
    from kesos.database.acting import acting

    with acting(SYSTEM):
        return list(Batch.objects.order_by("id").values_list("kind", flat=True))


@contextmanager
def worker(*, until_empty: bool = False) -> Iterator[subprocess.Popen[str]]:
    """A real worker process over this test's database."""
    from kesos.database.resolve import addresses
    from tests.databases import _url

    name = str(connection.settings_dict["NAME"])
    environment = {
        **os.environ,
        "KESOS_DATABASE_URL": _url(addresses().owner, name),
        "KESOS_DATABASE_APP_URL": _url(addresses().app, name),
        "DJANGO_SETTINGS_MODULE": "tests.jobs.settings",
    }
    code = (
        "import django; django.setup(); import tests.jobs.work; from kesos.jobs.worker import work;"
        f"work(until_empty={until_empty})"
    )
    root = str(Path(__file__).resolve().parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, cwd=root, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_for(true: object, seconds: float = 90) -> None:
    ends = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.05)


@job("test.pausing")
def pausing(run: Run, *, folder: str, **later: object) -> str:
    """One transaction that waits in its middle until it may go."""
    note(run, "pausing")
    Path(folder, "begun").touch()
    while not Path(folder, "go").exists():
        time.sleep(0.05)
    return "Selesai."


@job("test.stage", slices=True)
def stage(run: Run, *, batch_id: int, path: str, **later: object) -> str:
    """Reads a file into staging, slowly enough to be killed in between."""
    from kesos.bulk import staging

    def told(done: int) -> None:
        time.sleep(0.2)
        run.progress(done)

    n = staging.stage(batch_id=batch_id, path=Path(path), by=run.by, at=run.at, progress=told, slice_rows=500)
    return f"{n} baris dibaca."
