"""What may be done with a case on its page, and the doing of it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.foundation.numbers import number_of
from kesos.workflow import queries as workflow
from kesos.workflow import services as kernel
from kesos.workflow.models import Case

OTHERS = "not_allowed"


@dataclass(frozen=True, slots=True)
class Choice:
    action: str
    label: str
    why_not: str
    needs_reason: bool


def choices(case: Case | None, actor: Actor, *, at: datetime, hidden: tuple[str, ...] = ()) -> list[Choice]:
    """Steps that are somebody's here; what only others may do is left out."""
    if case is None or case.closed_at is not None:
        return []
    return [
        Choice(each.step.action, each.label, each.why_not, each.step.reason)
        for each in workflow.possible(case, actor, at=at)
        if each.code != OTHERS and each.step.action not in hidden
    ]


def decide(case: Case | None, sent: QueryDict, *, by: Actor, at: datetime) -> None:
    """Raises NotFound where there is nothing to decide, and what the kernel refuses with."""
    if case is None:
        raise NotFound("Peristiwa ini diproses dengan sendirinya; tidak ada langkah untuk petugas.")
    kernel.decide(
        case_id=case.pk, action=sent.get("langkah", "")[:60], by=by, at=at,
        reason=sent.get("alasan", "").strip()[:1000], seen=number_of(sent.get("dilihat", "")[:9]),
    )  # fmt: skip
