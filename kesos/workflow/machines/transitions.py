"""One line of the file becomes the steps it means, with what its refinement adds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kesos.workflow.flow import BadFlow, Deadline, Paper, Step
from kesos.workflow.machines.actors import CITIZEN_ROLE, SYSTEM_ROLE, Who, in_turn, who

REFINED = {"deadline", "unlike", "guards", "waits", "then", "quorum", "also"}


@dataclass(frozen=True, slots=True)
class Transition:
    """A step and, for each permission it needs, the roles that hold it."""

    step: Step
    roles: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One way between two states by one action, before its refinement."""

    state: str
    action: str
    to: str
    who: Who
    demands: tuple[str, ...]


def expand(
    machine: dict[str, Any], own: dict[str, Any], more: dict[str, Any], ends: frozenset[str]
) -> list[Transition]:
    code, refined = machine["code"], own.get("step", {})
    lines = [
        line
        for written in [*machine["transitions"], *own.get("more", [])]
        for line in _lines(written, machine, own, more, ends)
    ]
    used: set[str] = set()
    qualified = _shared(lines)
    steps = [_transition(code, line, _refinement(refined, line, used), line.action in qualified) for line in lines]
    split = {key for key, values in refined.items() if "then" in values}
    if odd := sorted(set(refined) - used - split):
        raise BadFlow(f"{code}: refinements of unknown steps {odd}")
    return steps


def _lines(
    written: dict[str, Any], machine: dict[str, Any], own: dict[str, Any], more: dict[str, Any], ends: frozenset[str]
) -> Iterable[Line]:
    """ "A|B" in from or event is several lines; "*" is every state that is no end; "A then B" is two lines."""
    froms = written["from"].split("|")
    if froms == ["*"]:
        froms = [state for state in machine["states"] if state not in ends]
    demands = tuple(
        item
        for texts, named in (
            (written.get("requires", []), "requires"),
            ([written["guard"]] if "guard" in written else [], "guard_texts"),
        )
        for text in texts
        for item in _meaning(more[named], text)
    )
    turns = in_turn(written["actor"])
    for state in froms:
        for event in written["event"].split("|"):
            way = (state, event, written["to"])
            if len(turns) == 1:
                yield Line(*way, who(turns[0], places=own.get("places")), demands)
            else:
                yield from _one_after_the_other(way, turns, own, demands)


def _one_after_the_other(
    way: tuple[str, str, str], turns: list[str], own: dict[str, Any], demands: tuple[str, ...]
) -> Iterable[Line]:
    state, event, to = way
    then = own.get("step", {}).get(event, {}).get("then")
    if then is None or len(turns) != 2 or len(then["actions"]) != 2:
        raise BadFlow(f"{event}: «A then B» needs its in-between state and two actions")
    first, second = then["actions"]
    yield Line(state, first, then["between"], who(turns[0], places=own.get("places")), demands)
    yield Line(then["between"], second, to, who(turns[1], places=own.get("places")), ())


def _meaning(known: dict[str, list[str]], text: str) -> list[str]:
    try:
        return known[text]
    except KeyError:
        raise BadFlow(f"no reading for «{text}»") from None


def _shared(lines: list[Line]) -> set[str]:
    """Actions that different people take in different states: their permissions must differ."""
    roles: dict[str, set[Who]] = defaultdict(set)
    for line in lines:
        roles[line.action].add(line.who)
    return {action for action, people in roles.items() if len(people) > 1}


def _refinement(refined: dict[str, Any], line: Line, used: set[str]) -> dict[str, Any]:
    for key in (f"{line.action}@{line.state}", line.action):
        if key in refined:
            used.add(key)
            if odd := sorted(set(refined[key]) - REFINED):
                raise BadFlow(f"{key}: unknown refinements {odd}")
            return dict(refined[key])
    return {}


def _transition(code: str, line: Line, refined: dict[str, Any], qualified: bool) -> Transition:
    parts = _with_also(f"{code}.{line.action}", list(line.who.parts), refined.get("also", []))
    parts += [frozenset({d.removeprefix("@agree:")}) for d in line.demands if d.startswith("@agree:")]
    name = f"{code}.{line.action}" + (f"_di_{line.state.lower()}" if qualified else "")
    needs = [name] if len(parts) == 1 else [f"{name}_oleh_{'_'.join(sorted(p)).lower()}" for p in parts]
    reasons = [d for d in line.demands if d.startswith("@reason")]
    step = Step(
        state=line.state,
        action=line.action,
        to=line.to,
        needs=tuple(needs),
        system_may=frozenset(need for need, roles in zip(needs, parts, strict=True) if SYSTEM_ROLE in roles),
        family_may=frozenset(need for need, roles in zip(needs, parts, strict=True) if CITIZEN_ROLE in roles),
        place=line.who.place,
        quorum=refined.get("quorum", 1),
        unlike=tuple(refined.get("unlike", ())),
        not_own_family=any(roles - {SYSTEM_ROLE} for roles in parts),
        reason="@reason" in reasons,
        reason_list=next((d.partition(":")[2] for d in reasons if ":" in d), ""),
        papers=tuple(_paper(d) for d in line.demands if not d.startswith("@")),
        guards=(
            *(d.removeprefix("@guard:") for d in line.demands if d.startswith("@guard:")),
            *refined.get("guards", ()),
        ),
        deadline=Deadline(**refined["deadline"]) if "deadline" in refined else None,
        waits=refined.get("waits", True),
    )
    return Transition(step, tuple(parts))


def _with_also(where: str, parts: list[frozenset[str]], roles: list[str]) -> list[frozenset[str]]:
    """Roles beside those of the file; which of several agreements they would give nobody could tell."""
    if roles and len(parts) != 1:
        raise BadFlow(f"{where}: `also` beside several agreements")
    return [part | frozenset(roles) for part in parts]


def _paper(text: str) -> Paper:
    codes, _, days = text.partition("@")
    return Paper(tuple(codes.split("|")), int(days) if days else None)
