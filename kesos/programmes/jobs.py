"""What programmes do by themselves, and their work in the background. Each may be run again after a power cut."""

from datetime import datetime
from typing import Any

from kesos.files import links
from kesos.files.making import room
from kesos.jobs.registry import Result, job, periodic
from kesos.jobs.running import Run
from kesos.programmes.queries import kept
from kesos.programmes.services import check_proposals, export_checks, quotas, scores


# in the first nights of a month, and after the releases of its middle: nobody is proposed twice in a month
@periodic("programmes.propose_checks", cron="20 18 1-3,15 * *", queue="bulk")
def propose_checks(at: datetime) -> None:
    after: int | None = 0
    while after is not None:
        after = check_proposals.propose_slice(after=after, at=at).last


@job(export_checks.JOB, queue="bulk")
def export_the_checks(run: Run, *, wanted: dict[str, Any], said: list[list[str]], **later: Any) -> Result:
    with room(f"pekerjaan-{run.id}") as folder:
        file, number = export_checks.export_checks(
            wanted=export_checks.Wanted.of(wanted), folder=folder, by=run.by, at=run.at,
            said=[(name, value) for name, value in said], progress=run.progress,
        )  # fmt: skip
    return Result(f"{number} baris diekspor.", links.link(file.pk))


# UTC; after midnight in all zones of the country
@periodic("programmes.hand_over_quotas", cron="10 17 * * *")
def hand_over_quotas(at: datetime) -> None:
    """Seats of a quota that ended yesterday go to the one that follows it."""
    quotas.hand_over(at=at)


@periodic("programmes.work_out_scores", cron="20 17 * * *")
def work_out_scores(at: datetime) -> None:
    """Who waits is weighed again: children grow up, visits and deciles come in, weights begin to hold."""
    scores.work_out(areas=[""], at=at)


@periodic("programmes.forget_figures", cron="40 17 * * *")
def forget_figures(at: datetime) -> None:
    kept.forget(at=at)
