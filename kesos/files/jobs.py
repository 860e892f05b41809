"""Nightly: files past their retention, orphans on disk, staged rows nobody needs."""

from datetime import datetime

from kesos.bulk import staging
from kesos.files import sweeping
from kesos.jobs.registry import periodic


@periodic("files.expire", cron="20 19 * * *")
def expire(at: datetime) -> None:
    sweeping.expire(at=at)


@periodic("files.remove_orphans", cron="50 19 * * *")
def remove_orphans(at: datetime) -> None:
    sweeping.remove_orphans()


@periodic("bulk.sweep", cron="20 20 * * *")
def sweep_staging(at: datetime) -> None:
    # here and not in bulk, which knows no jobs
    staging.sweep(at=at)
