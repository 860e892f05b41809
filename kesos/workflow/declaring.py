"""Declarations go into the database once and are kept: what an open case is decided by years later."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from kesos.workflow.flow import BadFlow, Deadline, Flow, Paper, Step

STEP = """
insert into workflow_flowstep (flow, version, state, action, to_state, needs, system_may, family_may, place, quorum,
    quorum_rule, "unlike", not_own_family, reason, reason_list, papers, paper_days, guards,
    due_kind, due_n, due_name, due_effect, due_since, due_escalate, office_hours, waits)
values (%(flow)s, %(version)s, %(state)s, %(action)s, %(to)s, %(needs)s, %(system_may)s, %(family_may)s, %(place)s,
    %(quorum)s, %(quorum_rule)s, %(unlike)s, %(not_own_family)s, %(reason)s, %(reason_list)s, %(papers)s,
    %(paper_days)s, %(guards)s, %(due_kind)s, %(due_n)s, %(due_name)s, %(due_effect)s, %(due_since)s,
    %(due_escalate)s, %(office_hours)s, %(waits)s)
"""


def declaration(flow: Flow) -> dict[str, Any]:
    """The flow as plain values, the same text for the same flow."""
    told: dict[str, Any] = json.loads(json.dumps(asdict(flow), default=sorted))
    if not told["opens_in"]:  # a flow without them is the same declaration as before there were any
        del told["opens_in"]
    return told


def digest(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def from_declaration(told: dict[str, Any]) -> Flow:
    """The flow a case was opened under, whatever the files say today."""
    steps = tuple(_step(step) for step in told["steps"])
    return Flow(**{**told, "steps": steps, "ends": frozenset(told["ends"]), "states": tuple(told["states"]),
                   "opens_in": tuple(told.get("opens_in", ()))})  # fmt: skip


def _step(told: dict[str, Any]) -> Step:
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return Step(
        **plain
        | {
            "system_may": frozenset(told["system_may"]),
            "family_may": frozenset(told["family_may"]),
            "papers": tuple(Paper(tuple(p["codes"]), p["within_days"]) for p in told["papers"]),
            "deadline": Deadline(**told["deadline"]) if told["deadline"] else None,
        }
    )


def store(connection: psycopg.Connection, flow: Flow, *, since: datetime) -> bool:
    """Keep this version; True if it is new. Raises BadFlow for a version that is kept with other words."""
    told = declaration(flow)
    known = connection.execute(
        "select hash from workflow_flowversion where flow = %s and version = %s", [flow.key, flow.version]
    ).fetchone()
    if known:
        if known[0] != digest(told):
            raise BadFlow(
                f"Alur «{flow.key}» berubah tetapi nomor versinya tetap {flow.version}. "
                "Naikkan `version` alur itu di refinements.toml; kasus yang terbuka tetap memakai versi lama."
            )
        return False
    connection.execute(
        """insert into workflow_flowversion (flow, version, hash, declaration, starts, held_by, since)
        values (%s, %s, %s, %s, %s, %s, %s)""",
        [flow.key, flow.version, digest(told), Jsonb(told), flow.starts, flow.held_by, since],
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into workflow_flowstate (flow, version, state, final, opens) values (%s, %s, %s, %s, %s)",
            [
                (flow.key, flow.version, state, state in flow.ends, state in (flow.starts, *flow.opens_in))
                for state in flow.states
            ],
        )
        cursor.executemany(STEP, [_row(flow, step) for step in flow.steps])
    return True


def _row(flow: Flow, step: Step) -> dict[str, Any]:
    due = step.deadline
    return {
        "flow": flow.key,
        "version": flow.version,
        "state": step.state,
        "action": step.action,
        "to": step.to,
        "needs": list(step.needs),
        "system_may": sorted(step.system_may),
        "family_may": sorted(step.family_may),
        "place": step.place,
        "quorum": step.quorum if isinstance(step.quorum, int) else None,
        "quorum_rule": "" if isinstance(step.quorum, int) else step.quorum,
        "unlike": list(step.unlike),
        "not_own_family": step.not_own_family,
        "reason": step.reason,
        "reason_list": step.reason_list,
        "papers": [str(paper) for paper in step.papers],
        "paper_days": [paper.within_days or 0 for paper in step.papers],
        "guards": list(step.guards),
        "due_kind": due.kind if due else "",
        "due_n": due.n if due else 0,
        "due_name": due.name if due else "",
        "due_effect": due.effect if due else "",
        "due_since": due.since if due else "",
        "due_escalate": (due.escalate or 0) if due else 0,
        "office_hours": due.office_hours if due else False,
        "waits": step.waits,
    }
