"""One person's work list as it was narrowed: for the screen, for paper, for a file."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kesos.foundation.actor import Actor
from kesos.workflow.queries.waiting import ARRIVAL, START, After, Row, due_soon, overdue, waiting

LATE, TODAY = "late", "today"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed to, and its order; nothing narrows nothing. `due` is LATE, TODAY or empty."""

    due: str = ""
    flow: str = ""
    states: tuple[str, ...] = ()
    title: str = ""
    sort: str = ARRIVAL

    def kept(self) -> dict[str, Any]:
        """As a job keeps it."""
        return {**asdict(self), "states": list(self.states)}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Narrowed":
        return cls(**{**kept, "states": tuple(kept["states"])})


def page(actor: Actor, narrowed: Narrowed, *, at: datetime, after: After = START, limit: int = 50) -> list[Row]:
    told: dict[str, Any] = {
        "at": at, "flow": narrowed.flow or None, "title": narrowed.title, "sort": narrowed.sort, "after": after,
        "limit": limit,
    }  # fmt: skip
    if narrowed.due == LATE:
        return overdue(actor, **told)
    if narrowed.due == TODAY:
        return due_soon(actor, within=rest_of_day(at), **told)
    return waiting(actor, states=narrowed.states, **told)


def rest_of_day(at: datetime) -> timedelta:
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return midnight - at
