"""«Menunggu saya»: the work list, its counts, what is late and what soon will be."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.workflow import judging
from kesos.workflow.machines import labels

MANY = 10_000  # counts stop here: «10.000+»


@dataclass(frozen=True, slots=True)
class Row:
    """A case on the work list, with what the actor may do to it."""

    id: int
    flow: str
    state: str
    title: str
    path: str
    region_code: str
    holder: str
    entered_at: datetime
    due_at: datetime | None
    escalate_at: datetime | None
    last_seq: int
    actions: list[str]
    late: bool

    @property
    def flow_label(self) -> str:
        return labels().flow(self.flow)

    @property
    def state_label(self) -> str:
        return labels().state(self.flow, self.state)


@dataclass(frozen=True, slots=True)
class Count:
    flow: str
    state: str
    waiting: int
    late: int

    @property
    def state_label(self) -> str:
        return labels().state(self.flow, self.state)

    @property
    def flow_label(self) -> str:
        return labels().flow(self.flow)


def waiting(
    actor: Actor,
    *,
    at: datetime,
    flow: str | None = None,
    state: str | None = None,
    action: str | None = None,
    title: str = "",
    after: int = 0,
    limit: int = 50,
) -> list[Row]:
    """One page of what waits for this actor, in the order of arrival; `after` is the last id of the page before.

    Left out is what they may not decide: their own doing, their own family, an agreement already given.
    """
    return _rows(actor, at, flow=flow, state=state, action=action, title=title, after=after, limit=limit)


def overdue(actor: Actor, *, at: datetime, flow: str | None = None, after: int = 0, limit: int = 50) -> list[Row]:
    """What waits for this actor and is past its day."""
    return _rows(actor, at, flow=flow, due_before=at, after=after, limit=limit)


def due_soon(
    actor: Actor, *, at: datetime, within: timedelta = timedelta(days=3), flow: str | None = None, after: int = 0,
    limit: int = 50,
) -> list[Row]:  # fmt: skip
    """What waits for this actor and ends within these days, or has been raised to those above; not what is late."""
    return _rows(actor, at, flow=flow, due_before=at + within, due_after=at, escalated=at, after=after, limit=limit)


def counts(actor: Actor, *, at: datetime) -> list[Count]:
    """How much waits in each state, and how much of it is late; at most MANY are counted."""
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(_sql("counts"), _told(actor, at) | {"enough": MANY})
        return [Count(*row) for row in cursor.fetchall()]


def _rows(actor: Actor, at: datetime, *, limit: int, **more: Any) -> list[Row]:
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(_sql("waiting"), _told(actor, at) | more | {"limit": limit, "enough": limit})
        return [Row(*row) for row in cursor.fetchall()]


def _told(actor: Actor, at: datetime) -> dict[str, Any]:
    return judging.standing(actor) | {
        "at": at, "flow": None, "state": None, "action": None, "title": "", "after": 0, "due_before": None,
        "due_after": None, "escalated": None,
    }  # fmt: skip


def _sql(name: str) -> str:
    found = statements("kesos.workflow", "sql/waiting.sql")
    return found[name].replace("{found}", found["found"].replace("{still}", found["still"]))
