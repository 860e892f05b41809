"""What may be done with a case now, and where it may not, why not: by the same rule that decides."""

from dataclasses import dataclass
from datetime import datetime

from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.workflow import judging
from kesos.workflow.declaring import from_declaration
from kesos.workflow.flow import Flow, Step
from kesos.workflow.machines import labels
from kesos.workflow.models import Case, FlowVersion
from kesos.workflow.refusals import sentence

# what the form itself asks for is no reason to close the button
ASKED_BY_THE_FORM = {"reason_missing", "reason_code_missing"}


@dataclass(frozen=True, slots=True)
class Possibility:
    """A step out of the case's state; `why_not` is empty where the actor may take it."""

    step: Step
    label: str
    why_not: str
    code: str


def possible(case: Case, actor: Actor, *, at: datetime) -> list[Possibility]:
    """Every step of the case's state, in the order of its declaration."""
    flow = flow_of(case)
    with acting(actor), judging.cursor_for([case.pk]) as cursor:
        asked = judging.asked(cursor, ids=[case.pk], action=None, by=actor, at=at, lock=False)
        cursor.execute(judging.sql("look_only", one=True), asked)
        told = {verdict.action: verdict for verdict in judging.verdicts(cursor)}
    found = []
    for step in flow.at(case.state):
        verdict = told.get(step.action)
        if verdict is None:
            continue
        code = "" if verdict.code in ASKED_BY_THE_FORM else verdict.code
        why_not = sentence(verdict, step.action) if code else ""
        found.append(Possibility(step, labels().action(flow.key, step.action), why_not, code))
    return found


def flow_of(case: Case) -> Flow:
    """The declaration the case was opened under."""
    kept = FlowVersion.objects.values_list("declaration", flat=True)
    return from_declaration(kept.get(flow=case.flow, version=case.flow_version))
