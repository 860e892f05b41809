"""A real worker process: it works, it stops, and after kill -9 another one goes on."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from kesos.bulk import staging
from kesos.bulk.models import StagedRow
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.jobs import services
from kesos.jobs.models import JobRun
from tests.databases import as_owner
from tests.jobs.work import notes, wait_for, worker

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
ASKER = Actor(user_id=7)


def started(kind, **arguments):
    with acting(ASKER):
        return services.start(kind, by=ASKER, at=AT, title="Impor", **arguments).pk


def seen(run_id):
    with acting(SYSTEM):
        return JobRun.objects.get(pk=run_id)


def steps(folder: Path) -> list[int]:
    file = folder / "steps"
    return [int(line.split()[1]) for line in file.read_text().splitlines()] if file.exists() else []


def heartbeats_are_old() -> None:
    """What time would do."""
    with as_owner() as owner:
        owner.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 minute'")


def test_a_worker_takes_what_waits_and_writes_how_it_ended(committed):
    done, refused = started("test.whole"), started("test.whole", end="refuse")

    with worker(until_empty=True) as process:
        _, said = process.communicate(timeout=60)

    assert process.returncode == 0, said
    assert (seen(done).state, seen(refused).state) == ("done", "refused")


@pytest.mark.requirement("J-12")
def test_after_kill_9_the_next_worker_goes_on_and_no_slice_is_lost(committed, tmp_path):
    run_id = started("test.slices", folder=str(tmp_path), n=6, pause=0.3)

    with worker() as first:
        wait_for(lambda: len(steps(tmp_path)) >= 3)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert seen(run_id).state == "running"
    heartbeats_are_old()
    with worker() as second:
        wait_for(lambda: seen(run_id).is_over)

    run = seen(run_id)
    assert (run.state, run.attempts, run.n_done) == ("done", 2, 6)
    assert second.pid != first.pid
    assert sorted(set(steps(tmp_path))) == list(range(6))
    # a cut between a slice and its being remembered may repeat that one slice, no other
    assert len(notes()) in (6, 7)


def test_a_job_in_one_transaction_leaves_nothing_behind_after_kill_9(committed, tmp_path):
    run_id = started("test.pausing", folder=str(tmp_path))

    with worker() as first:
        wait_for((tmp_path / "begun").exists)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert notes() == []
    (tmp_path / "go").touch()
    heartbeats_are_old()
    with worker() as _:
        wait_for(lambda: seen(run_id).is_over)

    assert notes() == ["pausing"]


def test_two_workers_never_run_one_job_even_if_the_queue_thinks_the_first_is_dead(committed, tmp_path):
    run_id = started("test.pausing", folder=str(tmp_path))

    with worker() as _:
        wait_for((tmp_path / "begun").exists)
        heartbeats_are_old()
        with connection.cursor() as cursor:
            cursor.execute("update procrastinate_jobs set status = 'todo', worker_id = null")
        with worker(until_empty=True) as second:
            second.communicate(timeout=60)
        (tmp_path / "go").touch()
        wait_for(lambda: seen(run_id).is_over)

    assert notes() == ["pausing"]
    assert seen(run_id).attempts == 1


def test_sigterm_ends_a_worker_and_its_job_waits_for_the_next(committed, tmp_path):
    run_id = started("test.slices", folder=str(tmp_path), n=200, pause=0.1)

    with worker() as process:
        wait_for(lambda: len(steps(tmp_path)) >= 2)
        process.terminate()
        process.wait(timeout=60)

    run = seen(run_id)
    assert process.returncode == 0
    assert (run.state, run.attempts) == ("waiting", 0)
    assert 0 < run.checkpoint["step"] < 200


def test_others_see_progress_and_stop_a_job_before_it_commits(committed, tmp_path):
    run_id = started("test.slices", folder=str(tmp_path), n=1000, pause=0.05)

    with worker() as _:
        wait_for(lambda: seen(run_id).n_done > 0)
        with acting(ASKER):
            services.cancel(run_id=run_id, by=ASKER, at=AT)
        wait_for(lambda: seen(run_id).is_over)

    assert seen(run_id).state == "cancelled"
    assert seen(run_id).n_total == 1000


@pytest.mark.requirement("J-12")
def test_an_import_killed_in_its_middle_ends_row_by_row_as_an_undisturbed_one(committed, tmp_path):
    file = tmp_path / "penerima.csv"
    file.write_text("NIK;Nama\n" + "".join(f"99710317088{n:05d};ORANG {n}\n" for n in range(6_000)))
    with acting(ASKER):
        cut, whole = (staging.open_batch(kind="test", by=ASKER, at=AT).pk for _ in range(2))
    run_id = started("test.stage", batch_id=cut, path=str(file))

    with worker() as first:
        wait_for(lambda: len(rows_of(cut)) >= 1500)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    there = len(rows_of(cut))
    heartbeats_are_old()
    with worker() as _:
        wait_for(lambda: seen(run_id).is_over)
    staging.stage(batch_id=whole, path=file, by=ASKER, at=AT)

    assert there < 6_001
    assert seen(run_id).message == "6001 baris dibaca."
    assert rows_of(cut) == rows_of(whole)


def rows_of(batch: int) -> list[tuple[object, ...]]:
    with acting(ASKER):
        found = StagedRow.objects.filter(batch_id=batch).order_by("line")
        return [(line, *texts, kinds) for line, texts, kinds in found.values_list("line", "texts", "kinds")]
