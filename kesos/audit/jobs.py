"""By night: the months to come are opened ahead, so that no long transaction opens one and holds up the others."""

from datetime import datetime, timedelta

from django.db import connection

from kesos.jobs.registry import periodic

AHEAD = 3


@periodic("audit.open_months", cron="10 18 * * *")
def open_months(at: datetime) -> None:
    with connection.cursor() as cursor:
        for months in range(AHEAD + 1):
            cursor.execute("select audit_open_month(%s)", [at + timedelta(days=31 * months)])
