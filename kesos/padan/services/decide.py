"""A person acts on findings: one, or many of a list at once. The case is opened by the first act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kesos.audit.details import without_numbers
from kesos.bulk.sql import one_at_a_time, run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from kesos.padan.models import Finding
from kesos.padan.models.findings import FLOW
from kesos.padan.queries import findings
from kesos.workflow import services as workflow
from kesos.workflow.services.open_cases import NewCase

MOST = 500  # of a list at once: what a person can have looked at


@dataclass(frozen=True, slots=True)
class Acted:
    """How many moved, and why others did not."""

    moved: int
    refused: tuple[str, ...]


@transaction.atomic
def take_step(
    *, finding_id: int, action: str, by: Actor, at: datetime, reason: str = "", seen: int | None = None
) -> Finding:
    """One step on one finding. Raises NotFound, and what the kernel refuses."""
    with acting(by):
        found = findings.one(by, finding_id)
        _open([found], by=by, at=at)
        found.refresh_from_db()
        workflow.decide(case_id=found.case_id or 0, action=action, by=by, at=at, reason=without_numbers(reason),
                        seen=seen)  # fmt: skip
        found.refresh_from_db()
        return found


@transaction.atomic
def take_steps(*, finding_ids: Sequence[int], action: str, by: Actor, at: datetime, reason: str = "") -> Acted:
    """The same step on many; who may not be moved stays, with the sentence why. Raises NotFound for none of them."""
    with acting(by):
        chosen = list(findings.visible_to(by).filter(pk__in=list(finding_ids)[:MOST]))
        if not chosen:
            raise NotFound("Temuan yang dipilih tidak ada lagi. Muat ulang halaman.")
        _open(chosen, by=by, at=at)
        cases = list(Finding.objects.filter(pk__in=[one.pk for one in chosen]).values_list("case_id", flat=True))
        done = workflow.decide_many(
            flow=FLOW, action=action, case_ids=[case for case in cases if case], by=by, at=at,
            reason=without_numbers(reason),
        )  # fmt: skip
        return Acted(len(done.moved), tuple(dict.fromkeys(done.refused.values())))


def _open(found: Sequence[Finding], *, by: Actor, at: datetime) -> None:
    """As the system: who may not take the step is refused by the step itself, and then nothing is left."""
    for one in sorted(found, key=lambda each: each.pk):
        one_at_a_time("finding", one.pk)
    with acting(SYSTEM):
        left = list(Finding.objects.filter(pk__in=[one.pk for one in found], case=None).select_related("person"))
        new = [
            NewCase(
                region_code=one.region_code, title=one.person.full_name if one.person else one.their_name,
                path=f"/padan/temuan/{one.pk}/",
            )
            for one in left
        ]  # fmt: skip
        cases = workflow.open_cases(flow=FLOW, rows=new, by=SYSTEM, at=at) if new else []
        run(
            "update padan_finding f set case_id = c.case_id"
            " from unnest(%(findings)s::bigint[], %(cases)s::bigint[]) c (id, case_id) where f.id = c.id",
            {"findings": [one.pk for one in left], "cases": cases},
        )
