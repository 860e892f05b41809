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
ARRIVAL, TERM = "masuk", "tenggat"
# only orders that an index of open cases serves; what has no term comes after all that have one
_KEYS = {"masuk": "c.turn", "tenggat": "coalesce(c.due_at, 'infinity')", "nama": "c.title"}
SORTS = {
    ARRIVAL: "Urut kedatangan",
    "-masuk": "Terbaru dahulu",
    TERM: "Tenggat terdekat dahulu",
    "-tenggat": "Tenggat terjauh dahulu",
    "nama": "Nama A ke Z",
    "-nama": "Nama Z ke A",
}


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
class After:
    """Where a page ended: the last case, and its term as it was, since deciding the case changes it."""

    id: int = 0
    due_at: datetime | None = None

    @classmethod
    def of(cls, row: Row) -> "After":
        return cls(row.id, row.due_at)


START = After()


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
    states: tuple[str, ...] = (),
    action: str | None = None,
    title: str = "",
    sort: str = ARRIVAL,
    after: After = START,
    limit: int = 50,
) -> list[Row]:
    """One page of what waits for this actor, in the order asked for; `after` is the end of the page before.

    Left out is what they may not decide: their own doing, their own family, an agreement already given.
    """
    return _rows(
        actor, at, flow=flow, states=list(states) or None, action=action, title=title, sort=sort, after=after,
        limit=limit,
    )  # fmt: skip


def overdue(
    actor: Actor, *, at: datetime, flow: str | None = None, title: str = "", sort: str = ARRIVAL, after: After = START,
    limit: int = 50,
) -> list[Row]:  # fmt: skip
    """What waits for this actor and is past its day."""
    return _rows(actor, at, flow=flow, title=title, due_before=at, sort=sort, after=after, limit=limit)


def due_soon(
    actor: Actor, *, at: datetime, within: timedelta = timedelta(days=3), flow: str | None = None, title: str = "",
    sort: str = ARRIVAL, after: After = START, limit: int = 50,
) -> list[Row]:  # fmt: skip
    """What waits for this actor and ends within these days, or has been raised to those above; not what is late."""
    return _rows(
        actor, at, flow=flow, title=title, due_before=at + within, due_after=at, escalated=at, sort=sort, after=after,
        limit=limit,
    )  # fmt: skip


def counts(actor: Actor, *, at: datetime) -> list[Count]:
    """How much waits in each state, and how much of it is late; at most MANY are counted."""
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(_sql("counts"), _told(actor, at) | {"enough": MANY})
        return [Count(*row) for row in cursor.fetchall()]


def _rows(actor: Actor, at: datetime, *, limit: int, sort: str, after: After, **more: Any) -> list[Row]:
    told = _told(actor, at) | more | {"limit": limit, "enough": limit, "after": after.id, "after_due": after.due_at}
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(_sql("waiting", sort, later=bool(after.id)), told)
        return [Row(*row) for row in cursor.fetchall()]


def _told(actor: Actor, at: datetime) -> dict[str, Any]:
    return judging.standing(actor) | {
        "at": at, "flow": None, "states": None, "action": None, "title": "", "after": 0, "after_due": None,
        "due_before": None, "due_after": None, "escalated": None,
    }  # fmt: skip


def _sql(name: str, sort: str = ARRIVAL, *, later: bool = False) -> str:
    key, way, beyond = _KEYS[sort.removeprefix("-")], "asc", ">"
    if sort.startswith("-"):
        way, beyond = "desc", "<"
    last = {
        "c.turn": "%(after)s",
        "c.title": "(select c.title from workflow_case c where c.id = %(after)s)",
    }.get(key, "coalesce(%(after_due)s::timestamptz, 'infinity')")
    told = {
        "found": (found := statements("kesos.workflow", "sql/waiting.sql"))["found"],
        "still": found["still"],
        "beyond": f"and ({key}, c.turn) {beyond} ({last}, %(after)s)" if later else "",
        "key": key,
        "order": f"{key} {way}" if key == "c.turn" else f"{key} {way}, c.turn {way}",
        "way": way,
    }
    if later and key == "c.turn":
        told["beyond"] = f"and c.turn {beyond} %(after)s"
    statement = found[name]
    for part, text in told.items():
        statement = statement.replace(f"{{{part}}}", text)
    return statement
