"""What the queue calls: the one task that runs every kind, and the watch over jobs whose worker died."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import psycopg
from django.db import InterfaceError, OperationalError, connection
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from kesos.bulk.statements import statements
from kesos.jobs.ledger import Busy
from kesos.jobs.models import JobRun
from kesos.jobs.registry import as_system, periodic
from kesos.jobs.running import QUOTE, Interrupted, error_number, log, perform
from kesos.jobs.services import RUN

HEARTBEAT_SECONDS, STALLED_SECONDS = 5, 30
KEPT_DAYS = 90
_WAITS: dict[type[BaseException], int] = {
    Interrupted: 0,
    Busy: 30,
    OperationalError: 10,
    InterfaceError: 10,
    psycopg.OperationalError: 10,
}


class TryAgain(BaseRetryStrategy):
    """After what is nobody's fault; a bug or a refusal has already been written down and never comes here."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        for fault, seconds in _WAITS.items():
            if isinstance(exception, fault):
                return RetryDecision(retry_in={"seconds": seconds * min(job.attempts + 1, 30)})
        return None


@app.task(name=RUN, pass_context=True, retry=TryAgain())
def run(context: JobContext, /, run_id: int, **later: Any) -> None:
    perform(run_id, ending=context.should_abort)


@app.periodic(cron="* * * * *", periodic_id="jobs.rescue")
@app.task(name="jobs.rescue", queue="clock", queueing_lock="jobs.rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Jobs of workers without a heartbeat go back into the queue."""
    await rescue_stalled(context.app.job_manager)


async def rescue_stalled(manager: Any, *, seconds: float = STALLED_SECONDS) -> int:
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
    await asyncio.gather(*(manager.retry_job(job) for job in stalled))
    return len(stalled)


@periodic("jobs.abandoned", cron="*/10 * * * *")
@as_system
def end_abandoned(at: datetime) -> None:
    number = error_number()
    told: dict[str, Any] = {
        "at": at,
        "before": at - timedelta(minutes=5),
        "number": number,
        "message": QUOTE.format(number=number),
    }
    with connection.cursor() as cursor:
        cursor.execute(statements("kesos.jobs", "sql/ledger.sql")["abandoned"], told)
        if cursor.rowcount:
            log.error("galat %s: %s jobs were left without an end", number, cursor.rowcount)


@periodic("jobs.sweep", cron="10 19 * * *")
@as_system
def sweep(at: datetime) -> None:
    """Finished jobs are forgotten after a season; what they did stands in the audit."""
    JobRun.objects.filter(finished_at__lt=at - timedelta(days=KEPT_DAYS)).delete()


@app.periodic(cron="40 19 * * *", periodic_id="jobs.sweep_queue")
@app.task(name="jobs.sweep_queue", queue="clock", queueing_lock="jobs.sweep_queue", pass_context=True)
async def sweep_queue(context: JobContext, timestamp: int) -> None:
    await context.app.job_manager.delete_old_jobs(
        nb_hours=7 * 24, include_failed=True, include_cancelled=True, include_aborted=True
    )
