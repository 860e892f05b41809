"""What the flows `temuan_padan` and `data_ganda` ask before a step."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.models import Pair
from kesos.padan.queries import pairs
from kesos.padan.queries.findings import NOTHING_TO_APPLY, not_to_be_applied
from kesos.registry.merging.hindrances import in_the_way
from kesos.workflow.hooks import register_guard


def can_be_applied(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    with acting(SYSTEM):
        return {case: NOTHING_TO_APPLY for _, case in not_to_be_applied(cases=case_ids) if case}


def can_be_merged(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """The first thing in the way of each: what both hold and one person cannot."""
    refused: dict[int, str] = {}
    with acting(SYSTEM):
        for pair in Pair.objects.filter(case__in=case_ids):
            if sentences := in_the_way(pairs.told(pair, on=localdate(at))):
                refused[pair.case_id or 0] = sentences[0]
    return refused


register_guard("temuan_dapat_diterapkan", can_be_applied)
register_guard("ganda_dapat_digabung", can_be_merged)
