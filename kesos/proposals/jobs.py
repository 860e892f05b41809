"""What the month does by itself: proposals are matched, months open and close by the calendar."""

import logging
from datetime import datetime

from django.utils import timezone

from kesos.jobs.registry import periodic, woken
from kesos.jobs.running import one_by_one
from kesos.proposals.services import match, periods
from kesos.proposals.services.propose import MATCH
from kesos.registry.ports import population

log = logging.getLogger("kesos.proposals")


@woken(MATCH, queue="default")
def match_submitted(at: datetime) -> None:
    match_waiting()


@periodic("proposals.match_again", cron="*/5 * * * *", queue="default")
def match_again(at: datetime) -> None:
    """What a registry that was down left waiting, and what a cut left behind."""
    match_waiting()


def match_waiting() -> None:
    """Set after set until nothing waits or nobody answers; each by the clock of its own beginning."""
    while True:
        told = match.match_next(population=population, at=timezone.now())
        if told.said:
            log.warning("padan: %s", told.said)
        if told.said or not told.taken:
            return


# days end at other hours in the east; each hour asks anew
@periodic("proposals.calendar", cron="5 * * * *")
def keep_calendar(at: datetime) -> None:
    """Months are opened on their day and go on by the calendar, each kab/kota for itself."""
    name = "proposals.calendar"
    one_by_one(
        periods.months_to_open(at=at),
        lambda due: periods.open_period(region_code=due[0], month=due[1], at=at),
        name=name,
    )
    one_by_one(periods.months_to_keep(at=at), lambda period: periods.run_calendar(period=period, at=at), name=name)
