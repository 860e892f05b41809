"""What the month does by itself, and its work in the background. Each may be run again after a power cut."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kesos.files import links
from kesos.files.making import room
from kesos.jobs.registry import Result, job, periodic, woken
from kesos.jobs.running import Run, one_by_one
from kesos.proposals.queries import indicators, reach
from kesos.proposals.queries.periods import months_to_open
from kesos.proposals.services import export_lists, match, periods, send_to_centre
from kesos.proposals.services.propose import MATCH
from kesos.registry.ports import population

log = logging.getLogger("kesos.proposals")
OPEN_FOR = timedelta(days=62)


@woken(MATCH, queue="default")
def match_submitted(at: datetime) -> None:
    match_waiting()


# UTC; after midnight in all zones of the country
@periodic("proposals.keep_figures", cron="50 17 * * *", queue="bulk")
def keep_figures(at: datetime) -> None:
    """What reads everybody of a kab/kota, for those who look at the month by day."""
    indicators.keep_anew(since=timezone.localdate(at) - OPEN_FOR)


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
        months_to_open(at=at),
        lambda due: periods.open_period(region_code=due[0], month=due[1], at=at),
        name=name,
    )
    one_by_one(periods.months_to_keep(at=at), lambda period: periods.run_calendar(period=period, at=at), name=name)


@job(send_to_centre.JOB, queue="bulk")
def to_the_centre(run: Run, *, period_id: int, form: str = send_to_centre.EXCEL, **later: Any) -> Result:
    period = reach.period(run.by, period_id)
    with room(f"pekerjaan-{run.id}") as folder:
        file, number = send_to_centre.centre_file(
            period=period, folder=folder, by=run.by, at=run.at, progress=run.progress, form=form
        )
    return Result(f"{number} usulan dalam berkas untuk pusat, sha256 {file.sha256}.", links.link(file.pk))


@job(export_lists.JOB, queue="bulk")
def export_a_list(run: Run, *, wanted: dict[str, Any], **later: Any) -> Result:
    with room(f"pekerjaan-{run.id}") as folder:
        file, number = export_lists.export_list(
            wanted=export_lists.Wanted.of(wanted), folder=folder, by=run.by, at=run.at, progress=run.progress
        )
    return Result(f"{number} baris diekspor.", links.link(file.pk))
