"""A power cut while facts are applied: begun again, the end is that of an undisturbed run, row by row."""

from pathlib import Path

from kesos.registry.facts import services as facts
from kesos.registry.models import Decile, ImportRun
from tests.databases import own_copy
from tests.interrupted import stopped
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


def prepared(folder: Path) -> ImportRun:
    sulastri()
    run = opened(folder, "decile", DECILES)
    return facts.check(run_id=run.pk, slice_rows=3, by=OFFICER)


def test_kill_9_in_mid_apply_then_again_equals_an_undisturbed_run(django_db_setup, django_db_blocker, tmp_path):
    with own_copy(django_db_blocker, "calm"):
        calm = prepared(tmp_path)
        facts.apply(run_id=calm.pk, by=OFFICER, at=AT)
        expected = everything(Decile)

    with own_copy(django_db_blocker, "cut"):
        run = prepared(tmp_path)
        with stopped(DIES_IN_THE_SECOND_SLICE.format(run=run.pk)) as worker:
            worker.kill()
            worker.wait()
        halfway = everything(Decile)
        run = facts.apply(run_id=run.pk, by=OFFICER, at=AT)
        found = everything(Decile)

    assert (len(halfway[0]), run.state) == (1, "applied")
    assert found == expected
    assert len(expected[0]) == 8
