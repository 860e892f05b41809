"""A search for doubles begun by a person, carried out in the background."""

from datetime import datetime

from kesos.foundation.actor import Actor
from kesos.jobs import services as jobs
from kesos.jobs.models import JobRun
from kesos.padan.job_names import DOUBLES
from kesos.padan.services.doubles import may_search


def start_search(*, area: str, by: Actor, at: datetime) -> JobRun:
    """One kab/kota, by its four digits. Raises NotAllowed."""
    may_search(by, area)
    return jobs.start(DOUBLES, by=by, at=at, title="Cari data ganda", region_code=area, area=area)
