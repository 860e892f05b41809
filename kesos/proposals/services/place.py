"""Who was endorsed for aid gets a place or a turn in the list; who is appointed becomes a recipient."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.programmes.services import free_places, replace, scores
from kesos.proposals.models.proposals import AID_FLOW
from kesos.registry.models import Source
from kesos.workflow import services as workflow

SQL = statements("kesos.proposals", "sql/aid.sql")


def place_or_wait(case_ids: list[int], by: Actor, at: datetime) -> None:
    """Endorsed: whoever has no place goes on the waiting list at once."""
    with acting(SYSTEM):
        full = [case for (case,) in rows(SQL["places"], {"ids": case_ids, "on": timezone.localdate(at)})]
        if full:
            workflow.decide_many(flow=AID_FLOW, action="kuota_penuh", case_ids=full, by=SYSTEM, at=at)


def promised_places(quotas: Sequence[int]) -> dict[int, int]:
    """How many places of each quota wait for the decree of whoever was endorsed."""
    return dict(rows(SQL["promised"], {"quotas": list(quotas)}))


def enter_list(case_ids: list[int], by: Actor, at: datetime) -> None:
    """With the own local score from the first moment: a plan of the same hour must not put them last."""
    with acting(SYSTEM):
        run(SQL["enter_list"], {"ids": case_ids, "at": at})
        scores.weigh_newcomers(cases=case_ids, at=at)


def leave_refused(case_ids: list[int], by: Actor, at: datetime) -> None:
    """Not appointed: out of the list, and a place kept for them is free again."""
    with acting(SYSTEM):
        run(SQL["reopen_vacancies"], {"ids": case_ids})
        run(SQL["leave_list"], {"ids": case_ids, "at": at, "left_as": "refused"})


def enrol(case_ids: list[int], by: Actor, at: datetime) -> None:
    """Appointed into a free place by a decree; successors have theirs from `programmes.services.replace`."""
    with acting(SYSTEM):
        by_decree: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for _, person, family, programme, decree in rows(SQL["to_enrol"], {"ids": case_ids}):
            by_decree[decree].append((person, family, programme))
        for decree, given in by_decree.items():
            source = Source.objects.create(
                kind=Source.Kind.DECREE, title=f"SK {decree}", dated_on=timezone.localdate(at), received_at=at,
                by_user_id=by.user_id,
            )  # fmt: skip
            people, families, programmes = (list(column) for column in zip(*given, strict=True))
            told = {"people": people, "families": families, "programmes": programmes, "source": source.pk}
            run(SQL["enrol"], told | {"on": timezone.localdate(at)})
        run(SQL["leave_list"], {"ids": case_ids, "at": at, "left_as": "placed"})


def take_decree(*, case_ids: Sequence[int], decree: str, by: Actor, at: datetime) -> int:
    """The centre's word yes: those with a place are appointed, successors take the place they were proposed for.
    Raises QuotaFull where the decree names more than there are places."""
    with acting(SYSTEM):
        sides = rows(SQL["proposed_successors"], {"ids": list(case_ids)})
    following = {case for _, case, _ in sides}
    with free_places.within_quota():
        return _appoint(case_ids, following, sides, decree, by, at)


def _appoint(
    case_ids: Sequence[int], following: set[int], sides: list[tuple[Any, ...]], decree: str, by: Actor, at: datetime
) -> int:
    workflow.attach_papers(case_ids=list(case_ids), paper="nomor_sk", value=decree, by=by, at=at)
    moved = 0
    if direct := [case for case in case_ids if case not in following]:
        moved += _all(workflow.decide_many(flow=AID_FLOW, action="kuota_tersedia", case_ids=direct, by=by, at=at))
    if sides:
        told = workflow.decide_many(
            flow=AID_FLOW, action="pengganti_ditetapkan", case_ids=sorted(following), by=by, at=at
        )
        moved += _all(told)
        replace.settle_by_decree(
            replacements=[row for row, _, _ in sides], left=[old for _, _, old in sides if old], decree=decree, by=by,
            at=at,
        )  # fmt: skip
    return moved


def _all(told: workflow.Outcome) -> int:
    if told.refused:
        why = next(iter(told.refused.values()))
        raise Refused(f"{len(told.refused)} usulan bantuan tidak dapat ditetapkan: {why}", code="decree_not_taken")
    return len(told.moved)
