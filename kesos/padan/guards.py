"""What the flow `temuan_padan` asks before a step."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.queries.findings import NOTHING_TO_APPLY, not_to_be_applied
from kesos.workflow.hooks import register_guard


def can_be_applied(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    with acting(SYSTEM):
        return {case: NOTHING_TO_APPLY for _, case in not_to_be_applied(cases=case_ids) if case}


register_guard("temuan_dapat_diterapkan", can_be_applied)
