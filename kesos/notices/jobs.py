"""The sender, woken by each new notice and by the clock; and the sweep."""

from datetime import datetime, timedelta

from kesos.jobs.registry import as_system, periodic, woken
from kesos.notices.models import Notice
from kesos.notices.sending import send_due
from kesos.notices.services import SEND

KEPT_DAYS = 365


@woken(SEND, queue="notices")
def send(at: datetime) -> None:
    send_due(at=at)


@periodic("notices.send_later", cron="* * * * *", queue="notices")
def send_later(at: datetime) -> None:
    """What was not before now, and what failed a while ago."""
    send_due(at=at)


@periodic("notices.sweep", cron="30 19 * * *")
@as_system
def sweep(at: datetime) -> None:
    Notice.objects.filter(created_at__lt=at - timedelta(days=KEPT_DAYS)).delete()
