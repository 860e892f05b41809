"""Background entrances of this part: unpack, one call. Each may be run again after a power cut."""

import tempfile
from pathlib import Path
from typing import Any

from kesos.files import links
from kesos.jobs.registry import job
from kesos.jobs.running import Result, Run
from kesos.proposals.queries import reach
from kesos.proposals.services import send_to_centre


@job(send_to_centre.JOB, queue="bulk")
def to_the_centre(run: Run, *, period_id: int, **later: Any) -> Result:
    period = reach.period(run.by, period_id)
    with tempfile.TemporaryDirectory(prefix="kesos-") as folder:
        file, number = send_to_centre.centre_file(
            period=period, folder=Path(folder), by=run.by, at=run.at, progress=run.progress
        )
    return Result(f"{number} usulan dalam berkas untuk pusat.", links.link(file.pk))
