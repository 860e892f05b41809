"""What may be done with a case on its page, the doing of it, and the papers it holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from kesos.access.web.pressed import pressed
from kesos.access.web.request import SignedIn
from kesos.files.links import signed_link
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.workflow import queries as workflow
from kesos.workflow import services as kernel
from kesos.workflow.machines.labels import labels
from kesos.workflow.models import Case, Paper

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


def papers(case: Case | None, actor: Actor) -> list[tuple[str, str]]:
    """Each by its name with a link for this reader."""
    if case is None:
        return []
    found = Paper.objects.filter(case=case, current=True).exclude(file_key="")
    return [(labels().paper(case.flow, paper.code), signed_link(paper.file_key, by=actor)) for paper in found]


def step(
    request: SignedIn, case: Case | None, *, refused: Callable[[Refused], HttpResponse], back: str
) -> HttpResponse:
    """The step that was sent. Raises NotFound."""
    if case is None:
        raise NotFound("Peristiwa ini diproses dengan sendirinya; tidak ada langkah untuk petugas.")
    sent, case_id = request.POST, case.pk

    def decide() -> None:
        with transaction.atomic():
            kernel.decide(
                case_id=case_id, action=sent.get("langkah", "")[:60], by=request.actor, at=timezone.now(),
                reason=sent.get("alasan", "").strip()[:1000], seen=number_of(sent.get("dilihat", "")[:9]),
            )  # fmt: skip

    return pressed(request, decide, said="Langkah disimpan.", back=back, refused=refused)
