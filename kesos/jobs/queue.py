"""The queue, reached through Django's own connection: what is queued exists only if the transaction does.

Also inside a worker, where procrastinate itself works over a connection of its own.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.manager import JobManager


def put(
    task: str,
    *,
    queue: str,
    lock: str | None = None,
    only_one: str | None = None,
    not_before: datetime | None = None,
    **arguments: Any,
) -> int | None:
    """The queue's number of the job; None where `only_one` already waits."""
    job = Job(
        queue=queue, lock=lock, queueing_lock=only_one, task_name=task, task_kwargs=arguments, scheduled_at=not_before
    )
    try:
        with transaction.atomic():
            return _manager().defer_job(job).id
    except AlreadyEnqueued:
        return None


def take_out(queue_id: int) -> bool:
    """False where a worker has already taken it."""
    return _manager().cancel_job_by_id(queue_id, abort=False)


def _manager() -> JobManager:
    return JobManager(DjangoConnector())
