"""The latest answer of the population registry about each person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, When

from kesos.registry.models import Match


@dataclass(frozen=True, slots=True)
class Matched:
    person_id: int
    outcome: str
    outcome_label: str
    details: dict[str, Any]
    asked_at: datetime
    source_system: str

    @property
    def settled(self) -> bool:
        """Whether the registry knows this person as we do."""
        return self.outcome == Match.Outcome.SAME


def latest(person_ids: Sequence[int], *, source_system: str = "dukcapil") -> dict[int, Matched]:
    """By person; who was never asked is missing. An unanswered question does not hide the answer before it.

    Within the acting transaction: rows out of reach are not seen.
    """
    found: dict[int, Matched] = {}
    rows = (
        Match.objects.filter(person__in=person_ids, source_system=source_system)
        .annotate(unanswered=Case(When(outcome=Match.Outcome.FAILED, then=1), default=0))
        .order_by("person", "unanswered", "-asked_at", "-id")
        .distinct("person")
    )
    for one in rows:
        found[one.person_id] = Matched(
            one.person_id, one.outcome, one.get_outcome_display(), one.details, one.asked_at, one.source_system
        )
    return found
