"""A power cut while facts are applied: begun again, the end is that of an undisturbed run, row by row."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from kesos.database import resolve
from kesos.registry.facts import services as facts
from kesos.registry.models import Decile, ImportRun
from tests import databases
from tests.registry.facts_world import KK, OFFICER, everything, opened, sulastri
from tests.registry.world import AT

RELEASES = [f"{year}-{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4)]
DECILES = "No KK,Rilis,Desil\n" + "".join(f"{KK},{release},{place + 1}\n" for place, release in enumerate(RELEASES))

# stops when the second slice has written its rows and has not committed them
DIES_IN_THE_SECOND_SLICE = """
import time, django
django.setup()
from kesos.registry.facts import services as facts
from kesos.registry.imports import runs
from tests.registry.facts_world import OFFICER
from tests.registry.world import AT
advance = runs.advance
def stop(run_id, number):
    if number == 1:
        print("in the middle", flush=True)
        time.sleep(600)
    return advance(run_id, number)
runs.advance = stop
facts.apply(run_id={run}, by=OFFICER, at=AT)
"""


@pytest.fixture
def own_database(
    django_db_setup: None, django_db_blocker, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], AbstractContextManager[None]]:
    """A database to commit in, gone afterwards."""
    from django.db import connection

    @contextmanager
    def used(name: str) -> Iterator[None]:
        before = connection.settings_dict["NAME"]
        monkeypatch.setenv("PYTEST_XDIST_WORKER", f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}")
        with django_db_blocker.unblock():
            made = databases.fresh_copy()
            try:
                yield
            finally:
                databases.drop(made)
                connection.settings_dict["NAME"] = before
                monkeypatch.undo()

    return used


def prepared(folder: Path) -> ImportRun:
    sulastri()
    run = opened(folder, "decile", DECILES)
    return facts.check(run_id=run.pk, slice_rows=3, by=OFFICER)


def cut_off(run: ImportRun) -> None:
    """Another process applies the run and is killed by -9 in the middle of it."""
    from django.db import connection

    at, name = resolve.addresses(), connection.settings_dict["NAME"]
    environment = {
        **os.environ,
        "KESOS_DATABASE_URL": databases._url(at.owner, name),
        "KESOS_DATABASE_APP_URL": databases._url(at.app, name),
        "DJANGO_SETTINGS_MODULE": "kesos.config.settings.base",
    }
    with subprocess.Popen(
        [sys.executable, "-c", DIES_IN_THE_SECOND_SLICE.format(run=run.pk)],
        env=environment, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "in the middle\n"
        process.kill()


def test_kill_9_in_mid_apply_then_again_equals_an_undisturbed_run(own_database, tmp_path):
    with own_database("calm"):
        calm = prepared(tmp_path)
        facts.apply(run_id=calm.pk, by=OFFICER, at=AT)
        expected = everything(Decile)

    with own_database("cut"):
        run = prepared(tmp_path)
        cut_off(run)
        halfway = everything(Decile)
        run = facts.apply(run_id=run.pk, by=OFFICER, at=AT)
        found = everything(Decile)

    assert (len(halfway[0]), run.state) == (1, "applied")
    assert found == expected
    assert len(expected[0]) == 8
