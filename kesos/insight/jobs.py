"""Counting by night and when asked for, and the list as a file. Each may be run again after a power cut."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from kesos.files import links
from kesos.files.making import room
from kesos.insight.services import export_standing
from kesos.insight.services import refresh as counting
from kesos.jobs.registry import Result, job, periodic
from kesos.jobs.running import Run


# UTC; after midnight in all zones of the country, when deaths and quotas of the night have been seen to
@periodic("insight.by_night", cron="50 18 * * *", queue="bulk")
def count_by_night(at: datetime) -> None:
    counting.refresh(at=at)


@job(counting.JOB, queue="bulk", lock="insight.refresh", slices=True)
def count_again(run: Run, **later: Any) -> Result:
    written = counting.refresh(at=run.at, by=run.by, progress=run.progress)
    return Result(f"Rekap dihitung ulang; {written} angka berubah.", reverse("insight:recap"))


@job(export_standing.JOB, queue="bulk")
def export_the_families(run: Run, *, wanted: dict[str, Any], said: list[list[str]], **later: Any) -> Result:
    with room(f"pekerjaan-{run.id}") as folder:
        file, number = export_standing.export_standing(
            wanted=export_standing.Wanted.of(wanted), folder=folder, by=run.by, at=run.at,
            said=[(name, value) for name, value in said], progress=run.progress,
        )  # fmt: skip
    return Result(f"{number} baris diekspor.", links.link(file.pk))
