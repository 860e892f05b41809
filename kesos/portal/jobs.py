"""By the clock: reports of the tenth day, and what is over its time."""

from datetime import datetime

from kesos.jobs.registry import periodic
from kesos.portal.services.clocks import raise_reports
from kesos.portal.services.retention import nightly


# days end at other hours in the east; each hour asks anew
@periodic("portal.raise_reports", cron="25 * * * *")
def raise_reports_each_hour(at: datetime) -> None:
    raise_reports(at=at)


@periodic("portal.retention", cron="10 19 * * *")
def look_at_retention(at: datetime) -> None:
    nightly(at=at)
