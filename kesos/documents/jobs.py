"""By night: letters whose last day is over."""

from datetime import datetime

from kesos.documents.services.certify import FLOW
from kesos.documents.services.ending import expire_due
from kesos.foundation.actor import SYSTEM
from kesos.jobs.registry import as_system, periodic
from kesos.workflow import services as workflow


# days end at other hours in the east; each hour asks anew
@periodic("documents.expire", cron="20 * * * *")
@as_system
def expire(at: datetime) -> None:
    """The request behind the letter ends with it; one whose own term runs longer is taken by the kernel's clock."""
    ended = expire_due(by=SYSTEM, at=at)
    if ended.case_ids:
        workflow.decide_many(flow=FLOW, action="lewat_berlaku", case_ids=ended.case_ids, by=SYSTEM, at=at)
