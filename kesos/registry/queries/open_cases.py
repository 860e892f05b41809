"""What is under way for a family: open cases of any flow, told in words."""

from dataclasses import dataclass
from datetime import datetime

from kesos.workflow.machines.labels import labels
from kesos.workflow.models import Case

MOST = 20


@dataclass(frozen=True, slots=True)
class OpenCase:
    id: int
    title: str
    state: str
    path: str
    opened_at: datetime
    due_at: datetime | None


def of_family(family_id: int | None) -> list[OpenCase]:
    """The row policy decides which of them the actor sees."""
    if family_id is None:
        return []
    words = labels()
    cases = Case.objects.filter(family_id=family_id, closed_at=None).order_by("due_at", "-id")[:MOST]
    return [
        OpenCase(
            case.pk, case.title or words.flow(case.flow), words.state(case.flow, case.state), case.path,
            case.opened_at, case.due_at,
        )
        for case in cases
    ]  # fmt: skip
