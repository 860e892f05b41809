"""Deciding: the same statement for one case and for a hundred thousand."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from kesos.audit.services import record
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.workflow import hooks, judging
from kesos.workflow.judging import Verdict
from kesos.workflow.models import Case
from kesos.workflow.refusals import refusal, sentence
from kesos.workflow.services.outcome import Outcome

LAST = 2**31 - 1  # no case has come so far; what says more was made by no page of ours


def decide(
    *,
    case_id: int,
    action: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    reason_code: str = "",
    seen: int | None = None,
) -> Case:
    """Take one action on one case, or refuse it with a sentence for the user.

    `seen` is the case's `last_seq` when the page was made: a second click is then known for what it is. The same
    act again by the same person changes nothing and returns the case. Raises NotFound out of the actor's reach,
    and what kesos.workflow.refusals names.
    """
    with acting(by):
        verdict = next(iter(_rule([case_id], action, by, at, reason, reason_code, seen)), None)
        if verdict is None:
            raise NotFound()
        if verdict.code not in ("", "repeated"):
            raise refusal(verdict, action)
        if not verdict.code:
            record(
                "workflow.decided", by=_deputy(by, [verdict]), at=at, subject=f"case:{case_id}",
                region_code=verdict.region_code, flow=verdict.flow, action=action, from_state=verdict.from_state,
                to_state=verdict.to_state if verdict.moves else verdict.from_state,
            )  # fmt: skip
            _follow([verdict], by, at)
        return Case.objects.get(pk=case_id)


def decide_many(
    *,
    flow: str,
    action: str,
    case_ids: Sequence[int],
    by: Actor,
    at: datetime,
    reason: str = "",
    reason_code: str = "",
) -> Outcome:
    """Take one action on a set of cases; those that may not move are told why, the others move."""
    with acting(by):
        ids = list(dict.fromkeys(case_ids))
        told = {v.case_id: v for v in _rule(ids, action, by, at, reason, reason_code, None, flow=flow)}
        taken = [v for i in ids if (v := told.get(i)) and not v.code]
        refused = {i: v for i in ids if (v := told.get(i)) is None or v.code not in ("", "repeated")}
        if taken:
            record(
                "workflow.many_decided", by=_deputy(by, taken), at=at, subject=f"flow:{flow}",
                region_code=_common([v.region_code for v in taken]), flow=flow, action=action,
                moved=sum(bool(v.moves) for v in taken), refused=len(refused),
            )  # fmt: skip
        _follow(taken, by, at)
    return Outcome(
        moved=[v.case_id for v in taken if v.moves],
        agreed=[v.case_id for v in taken if not v.moves],
        repeated=[i for i in ids if i in told and told[i].code == "repeated"],
        refused={i: sentence(v, action) if v else NotFound().sentence for i, v in refused.items()},
        codes={i: v.code if v else NotFound.code for i, v in refused.items()},
    )


def _rule(
    ids: list[int],
    action: str,
    by: Actor,
    at: datetime,
    reason: str,
    reason_code: str,
    seen: int | None,
    *,
    flow: str | None = None,
) -> list[Verdict]:
    with judging.cursor_for(ids) as cursor:
        asked = judging.asked(
            cursor, ids=ids, action=action, by=by, at=at, reason=reason, reason_code=reason_code,
            seen=None if seen is None else max(-1, min(seen, LAST)), lock=True, flow=flow,
        )  # fmt: skip
        who = {"actor_name": by.name, "actor_roles": ",".join(sorted(by.roles)), "batch": uuid.uuid4()}
        cursor.execute(judging.sql("write", one=len(ids) == 1), asked | who)
        return judging.verdicts(cursor)


def _follow(taken: list[Verdict], by: Actor, at: datetime) -> None:
    entered: dict[tuple[str, str], list[int]] = defaultdict(list)
    for verdict in taken:
        if verdict.moves and verdict.to_state:
            entered[verdict.flow, verdict.to_state].append(verdict.case_id)
    for (flow, state), ids in entered.items():
        for effect in hooks.effects_of(flow, state):
            effect(ids, by, at)


def _deputy(by: Actor, taken: list[Verdict]) -> Actor:
    """The actor with the name the act is done in, where all of it is done as Plt. or Plh."""
    names = {verdict.behalf for verdict in taken}
    return replace(by, on_behalf_of=names.pop()) if len(names) == 1 and names != {""} else by


def _common(codes: list[str]) -> str:
    """The smallest area that holds all of these codes."""
    low, high = min(codes), max(codes)
    shared = "".join(a for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(low, high, strict=False)))
    return next(shared[:n] for n in (10, 6, 4, 2, 0) if len(shared) >= n)
