"""Steps nobody presses: the system takes them when their day has come."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.workflow.services.decide import decide_many

SLICE = 10_000


@dataclass(frozen=True, slots=True)
class DueStep:
    """One step of one flow in one kab/kota, with at most a slice of the cases that may wait for it."""

    flow: str
    action: str
    city_code: str
    case_ids: list[int] = field(repr=False)


def due_steps(*, at: datetime) -> Iterator[DueStep]:
    """What may be due at this moment; the rule itself decides, case by case."""
    with acting(SYSTEM):
        found = rows(statements("kesos.workflow", "sql/due.sql")["due"], {"at": at})
    for flow, action, city, ids in found:
        for start in range(0, len(ids), SLICE):
            yield DueStep(flow, action, city, ids[start : start + SLICE])


def take_due(step: DueStep, *, at: datetime) -> int:
    """Take it where its day has come; a case that moved on or is too early stays as it is. Returns how many moved."""
    return len(decide_many(flow=step.flow, action=step.action, case_ids=step.case_ids, by=SYSTEM, at=at).moved)
