"""The one rule: what an actor may do on which cases. `decide`, `decide_many` and `possible` all ask here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.backends.utils import CursorWrapper

from kesos.bulk.statements import statements
from kesos.database.prepared import prepared
from kesos.foundation.actor import Actor
from kesos.workflow import hooks

JAKARTA = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rule says of one step of one case; no `code` means it may be taken."""

    case_id: int
    code: str
    detail: str
    who: str
    moment: datetime | None
    flow: str
    from_state: str
    action: str | None
    to_state: str | None
    moves: bool | None
    region_code: str
    open_needs: Sequence[str]
    behalf: str


@cache
def sql(name: str, *, one: bool = False) -> str:
    """A statement of decide.sql with the rule itself put in; `one` says to the planner that it is about one case.

    Planning the rule costs ten times what judging one case does. Told that it is one, PostgreSQL finds the plan that it
    keeps for all of them no dearer than a new one; of a list it would guess ten and plan anew each time.
    """
    found = statements("kesos.workflow", "sql/decide.sql")
    terms = statements("kesos.workflow", "sql/terms.sql")["terms"]
    whole = found[name].replace("{judge}", found["judge"]).replace("{terms}", terms)
    return whole.replace("any(%(found)s)", "any(array[%(only)s::bigint])") if one else whole


def cursor_for(ids: Sequence[int]) -> CursorWrapper:
    """One case is judged by a plan that is kept; for a set the planner looks at the set."""
    return prepared() if len(ids) == 1 else connection.cursor()


def standing(by: Actor) -> dict[str, Any]:
    """What the actor may do, and which cases they reach at all, as parameters."""
    lent = {(permission, area): f"user:{user}" for permission, area, user in by.lent}
    rights = [(*grant, lent.get(grant, ""), False) for grant in sorted(by.grants)]
    rights += [(*grant, lent.get(grant, ""), True) for grant in sorted(by.reach)]
    own = [f"family:{family}" for family in sorted(by.families)]
    return {
        "actor": by.user_id,
        "system": by.is_system,
        "families": sorted(by.families),
        "holders": sorted(by.holders),
        "own_holders": own,
        "permissions": [right[0] for right in rights],
        "areas": [right[1] for right in rights],
        "behalf": [right[2] for right in rights],
        "by_reach": [right[3] for right in rights],
        "reach_areas": by.all_areas(),
        "reach_holders": [*sorted(by.holders), *own],
    }


def asked(
    cursor: CursorWrapper,
    *,
    ids: Sequence[int],
    action: str | None,
    by: Actor,
    at: datetime,
    reason: str = "",
    reason_code: str = "",
    seen: int | None = None,
    flow: str | None = None,
    brings: Sequence[str] = (),
    lock: bool,
) -> dict[str, Any]:
    """Find (and lock) the cases, ask their guards, and gather everything the rule needs as parameters.

    `brings` are papers that the act itself attaches before it decides: they are not missed.
    """
    told = standing(by) | {
        "ids": list(ids),
        "action": action,
        "at": at,
        "today": at.astimezone(JAKARTA).date(),
        "reason": reason.strip(),
        "reason_code": reason_code.strip(),
        "seen": seen,
        "brings": list(brings),
    }
    cursor.execute(sql("lock" if lock else "look"), told)
    # asked for in SQL, the flow would tempt the planner away from the primary key
    found = [row for row in cursor.fetchall() if flow in (None, row[1])]
    cases = [row[0] for row in found]
    return told | {"found": cases, "only": cases[0] if cases else None} | _guarded(cursor, found, action, at)


def _guarded(cursor: CursorWrapper, found: Iterable[tuple], action: str | None, at: datetime) -> dict[str, Any]:
    standing_at: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for case_id, flow, version, state in found:
        standing_at[flow, version, state].append(case_id)
    said: list[tuple[int, int, str]] = []
    if standing_at:
        flows, versions, states = zip(*standing_at, strict=True)
        cursor.execute(
            sql("guards_of"),
            {"flows": list(flows), "versions": list(versions), "states": list(states), "action": action},
        )
        for step, flow, version, state, _, guards in cursor.fetchall():
            ids = standing_at[flow, version, state]
            refused: dict[int, str] = {}
            for guard in guards:
                refused = {**hooks.refused_by(guard, ids, at), **refused}
            said += [(case_id, step, sentence) for case_id, sentence in refused.items()]
    return {
        "guarded": [row[0] for row in said],
        "guarded_steps": [row[1] for row in said],
        "guard_said": [row[2] for row in said],
    }


def verdicts(cursor: CursorWrapper) -> list[Verdict]:
    return [Verdict(*row) for row in cursor.fetchall()]
