"""What follows when a pair is judged: its own row follows, two become one when both have agreed, and two again."""

from collections.abc import Callable
from datetime import datetime

from django.utils.timezone import localdate

from kesos.bulk.sql import run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.padan.models import Pair
from kesos.padan.models.pairs import APART, FLOW, MERGED, OPEN, SAME
from kesos.padan.queries import pairs
from kesos.registry.services.merge_people import merge_people
from kesos.registry.services.unmerge_people import unmerge_people
from kesos.workflow.hooks import register_effect
from kesos.workflow.models import Decision

SQL = statements("kesos.padan", "sql/pairs.sql")


def follows(state: str) -> Callable[[list[int], Actor, datetime], None]:
    def effect(case_ids: list[int], by: Actor, at: datetime) -> None:
        with acting(SYSTEM):
            run(SQL["state"], {"cases": case_ids, "state": state})

    return effect


def merges(case_ids: list[int], by: Actor, at: datetime) -> None:
    """Raises InTheWay; the agreement is then not given either."""
    with acting(SYSTEM):
        for pair in Pair.objects.filter(case__in=case_ids).order_by("pk"):
            two = pairs.told(pair, on=localdate(at))
            merge = merge_people(
                stays_id=two["stays"], gone_id=two["gone"], reason=pair.reasons, by=by, at=at
            )  # fmt: skip
            run(SQL["merged"], {"pair": pair.pk, "merge": merge.pk, "stays": two["stays"]})


def parts(case_ids: list[int], by: Actor, at: datetime) -> None:
    """Of those told apart, who had been merged."""
    with acting(SYSTEM):
        for pair in Pair.objects.filter(case__in=case_ids, merge__undone_at=None, merge__isnull=False):
            last = Decision.objects.filter(case=pair.case_id).order_by("-seq").first()
            unmerge_people(merge_id=pair.merge_id or 0, reason=last.reason if last else "", by=by, at=at)


for _state in (OPEN, SAME):
    register_effect(FLOW, _state, follows(_state))
register_effect(FLOW, MERGED, merges)
register_effect(FLOW, APART, parts)
register_effect(FLOW, APART, follows(APART))
