"""Start a job, ask it to stop, try it again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.jobs import queue
from kesos.jobs.models import JobRun
from kesos.jobs.registry import kind_of

RUN = "jobs.run"  # the one task through which the queue reaches all kinds


@transaction.atomic
def start(kind: str, *, by: Actor, at: datetime, title: str, region_code: str = "", **arguments: Any) -> JobRun:
    """A job that exists only if the caller's transaction does. Arguments are keys and ids, never a person's data."""
    if kind_of(kind) is None:
        raise LookupError(f"no job is named {kind}")
    run = JobRun.objects.create(
        kind=kind, title=title[:200], user_id=by.user_id, region_code=region_code, arguments=arguments, created_at=at
    )
    _queue(run)
    return run


@transaction.atomic
def cancel(*, run_id: int, by: Actor, at: datetime) -> JobRun:
    """One's own job: a waiting one ends at once, a running one at its next report of progress."""
    run = _own(run_id, by)
    if run.is_over:
        raise Refused("Pekerjaan ini sudah selesai, tidak ada yang dapat dibatalkan.", code="job_over")
    # the queue says no where a worker took it in this very moment
    if run.state == JobRun.State.WAITING and run.queue_id is not None and queue.take_out(run.queue_id):
        run.state, run.finished_at, run.message = JobRun.State.CANCELLED, at, "Dibatalkan sebelum dimulai."
    run.cancel_requested_at = run.cancel_requested_at or at
    run.save(update_fields=["state", "finished_at", "message", "cancel_requested_at"])
    return run


@transaction.atomic
def again(*, run_id: int, by: Actor, at: datetime) -> JobRun:
    """The same work as a new job, after one that failed, was refused or was cancelled."""
    run = _own(run_id, by)
    if run.state not in (JobRun.State.FAILED, JobRun.State.REFUSED, JobRun.State.CANCELLED):
        raise Refused("Pekerjaan ini tidak perlu diulang.", code="job_not_failed")
    return start(run.kind, by=by, at=at, title=run.title, region_code=run.region_code, **run.arguments)


def _queue(run: JobRun) -> None:
    kind = kind_of(run.kind)
    if kind is None:
        raise LookupError(f"no job is named {run.kind}")
    run.queue_id = queue.put(RUN, queue=kind.queue, lock=kind.lock, run_id=run.pk)
    run.save(update_fields=["queue_id"])


def _own(run_id: int, by: Actor) -> JobRun:
    run = JobRun.objects.select_for_update().filter(pk=run_id, user_id=by.user_id).first()
    if run is None:
        raise NotFound("Pekerjaan tidak ditemukan.")
    return run
