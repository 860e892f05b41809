"""Turns the declared machines and refinements.toml into flows, and roles into permissions."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kesos.workflow.flow import BadFlow, Flow
from kesos.workflow.machines.transitions import Transition, expand

PACKAGE = "kesos.workflow.machines"
FILES = ("state_machines.toml", "own_machines.toml")  # the field study's, word for word; and what the build added


@dataclass(frozen=True, slots=True)
class Machine:
    """A flow with what is not the engine's business: its title and basis, and which roles hold its permissions."""

    flow: Flow
    title: str
    basis: str
    roles: Mapping[str, frozenset[str]]  # permission → roles
    drawn: tuple[str, ...]  # the states in the order of a drawing: in-between ones after where they come from


def read(file: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(PACKAGE).joinpath(file).read_text(encoding="utf-8"))


@cache
def machines() -> Mapping[str, Machine]:
    """Every machine of the files by its code. Raises BadFlow on a declaration that cannot work."""
    more = read("refinements.toml")
    declared = [m for file in FILES for m in read(file)["machine"]]
    found = {m["code"]: build(m, more) for m in declared}
    if odd := sorted(set(more["flow"]) - set(found)):
        raise BadFlow(f"refinements of unknown machines {odd}")
    return found


@cache
def flows() -> Mapping[str, Flow]:
    return {code: machine.flow for code, machine in machines().items()}


def guard_parts() -> dict[str, str]:
    """Which part of the house answers a guard."""
    return dict(read("refinements.toml")["guards"])


@cache
def facts() -> frozenset[str]:
    """Steps, as "flow.action", that only write down what has happened."""
    told = {f"{flow}.{action}" for flow, actions in read("refinements.toml")["facts"].items() for action in actions}
    if odd := sorted(told - {f"{code}.{step.action}" for code, flow in flows().items() for step in flow.steps}):
        raise BadFlow(f"facts of unknown steps {odd}")
    return frozenset(told)


@cache
def permissions_by_role() -> Mapping[str, frozenset[str]]:
    """What each role may do, as the machines' actors say; `system` is the system itself."""
    held: dict[str, set[str]] = defaultdict(set)
    for machine in machines().values():
        for permission, roles in machine.roles.items():
            for role in roles:
                held[role].add(permission)
    return {role: frozenset(permissions) for role, permissions in sorted(held.items())}


def build(machine: dict[str, Any], more: dict[str, Any]) -> Machine:
    code = machine["code"]
    own = more["flow"].get(code)
    if own is None:
        raise BadFlow(f"{code}: no refinements, so no version")
    ends = frozenset(own.get("final", machine["final"]))
    transitions = expand(machine, own, more, ends)
    between = {t.step.to: t.step.state for t in transitions if t.step.to not in machine["states"]}
    flow = Flow(
        key=code,
        version=own["version"],
        starts=machine["initial"],
        ends=ends,
        steps=tuple(t.step for t in transitions),
        held_by=own.get("held_by", ""),
        states=(*machine["states"], *between),
        opens_in=tuple(own.get("opens_in", ())),
    )
    if odd := sorted({g for s in flow.steps for g in s.guards} - set(more["guards"])):
        raise BadFlow(f"{code}: unknown guards {odd}")
    return Machine(
        flow, machine["title"], machine.get("basis", ""), _roles(code, transitions), _in_order(flow, between)
    )


def _in_order(flow: Flow, between: dict[str, str]) -> tuple[str, ...]:
    order = [state for state in flow.states if state not in between]
    for state, after in between.items():
        order.insert(order.index(after) + 1, state)
    return tuple(order)


def _roles(code: str, transitions: list[Transition]) -> dict[str, frozenset[str]]:
    roles: dict[str, frozenset[str]] = {}
    for transition in transitions:
        for permission, holders in zip(transition.step.needs, transition.roles, strict=True):
            if roles.setdefault(permission, holders) != holders:
                raise BadFlow(f"{code}: {permission} would mean two different sets of roles")
    return roles
