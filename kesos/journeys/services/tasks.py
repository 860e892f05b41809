"""A case is opened where a person has to act: an event that does not match is the social office's task."""

from collections.abc import Sequence
from datetime import datetime

from kesos.bulk.sql import run
from kesos.bulk.statements import statements
from kesos.foundation.actor import SYSTEM
from kesos.journeys.models.events import FLOW
from kesos.workflow import services as workflow

SQL = statements("kesos.journeys", "sql/receive.sql")


def open_tasks(events: Sequence[int], *, at: datetime) -> int:
    """One case for each of these that does not match and has none. To be called as the system."""
    if not events:
        return 0
    found = workflow.open_cases_from(
        flow=FLOW, query=SQL["tasks"], columns=("ref", "region_code", "title", "path"), params={"events": list(events)},
        by=SYSTEM, at=at, state="TIDAK_COCOK",
    )  # fmt: skip
    if found:
        run(SQL["keep_cases"], {"events": [int(ref) for ref in found], "cases": list(found.values())})
    return len(found)
