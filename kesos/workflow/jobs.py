"""By the clock: the steps of the system whose day has come."""

from datetime import datetime

from kesos.jobs.registry import periodic
from kesos.jobs.running import one_by_one
from kesos.workflow.services.due_steps import due_steps, take_due


# days end at other hours in the east; each hour asks anew
@periodic("workflow.due_steps", cron="15 * * * *")
def take_due_steps(at: datetime) -> None:
    one_by_one(due_steps(at=at), lambda step: take_due(step, at=at), name="workflow.due_steps")
