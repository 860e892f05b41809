"""Background entrances of matching. Each may be run again after a power cut."""

from typing import Any

from django.urls import reverse

from kesos.foundation.written import thousands
from kesos.jobs.registry import Result, job
from kesos.jobs.running import Run
from kesos.padan.job_names import DOUBLES
from kesos.padan.services import doubles


@job(DOUBLES, queue="bulk", lock="padan.linkage")
def find_doubles(run: Run, *, area: str, **later: Any) -> Result:
    """One at a time on this machine: linkage takes gigabytes."""
    search = doubles.find_doubles(area=area, by=run.by, at=run.at)
    new = thousands(search.counts["new"])
    return Result(
        f"{thousands(search.counts['people'])} orang dibandingkan; {new} pasangan baru.", reverse("padan:bench")
    )
