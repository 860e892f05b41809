"""Who is going to be refused, before work is done for a decision that would then be taken back."""

from collections.abc import Sequence
from datetime import datetime

from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.workflow import judging
from kesos.workflow.refusals import refusal


def foresee(
    *, flow: str, action: str, case_ids: Sequence[int], by: Actor, at: datetime, brings: Sequence[str] = ()
) -> dict[int, Refused]:
    """What `decide_many` would refuse, by the same rule; a case that is not named here may move.

    The cases stay locked until the caller's transaction ends, so the answer still holds when it decides. `brings` are
    papers that the caller attaches in between. An act taken before by the same person has the code `repeated`.
    """
    with acting(by), judging.cursor_for(case_ids) as cursor:
        asked = judging.asked(
            cursor, ids=case_ids, action=action, by=by, at=at, flow=flow, brings=brings, lock=True
        )  # fmt: skip
        cursor.execute(judging.sql("look_only", one=len(case_ids) == 1), asked)
        told = {verdict.case_id: verdict for verdict in judging.verdicts(cursor)}
    unseen: dict[int, Refused] = {case: NotFound() for case in case_ids if case not in told}
    return unseen | {case: refusal(verdict, action) for case, verdict in told.items() if verdict.code}
