"""A flow as people read it: its states in order, who takes which step, with what, until when. For pages and docs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kesos.workflow.flow import OPENED, Deadline, Flow, Step
from kesos.workflow.machines import labels, machines


@dataclass(frozen=True, slots=True)
class StepPicture:
    """One way out of a state, in words; empty where nothing is asked."""

    action: str
    label: str
    to: str
    to_label: str
    to_number: int
    who: str
    papers: tuple[str, ...]
    guards: tuple[str, ...]
    reason: str
    deadline: str
    not_by: str


@dataclass(frozen=True, slots=True)
class StatePicture:
    number: int
    code: str
    label: str
    start: bool
    end: bool
    steps: tuple[StepPicture, ...]


@dataclass(frozen=True, slots=True)
class FlowPicture:
    key: str
    version: int
    label: str
    states: tuple[StatePicture, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """A line between two numbered states of the sketch: a path of an SVG."""

    path: str
    back: bool


def picture(key: str) -> FlowPicture:
    machine, say = machines()[key], labels()
    flow = machine.flow
    number = {state: place for place, state in enumerate(machine.drawn, start=1)}
    return FlowPicture(
        key=key,
        version=flow.version,
        label=say.flow(key),
        states=tuple(
            StatePicture(
                number=number[state],
                code=state,
                label=say.state(key, state),
                start=state == flow.starts,
                end=state in flow.ends,
                steps=tuple(_step(flow, step, number) for step in flow.at(state)),
            )
            for state in machine.drawn
        ),
    )


def sketch(drawn: FlowPicture, *, gap: int = 44) -> dict[str, Any]:
    """What the page's drawing needs: a dot for each state, `gap` apart, and the lines between them."""
    dots = [{"state": s, "y": s.number * gap - gap // 2, "text_y": s.number * gap - gap // 2 + 4} for s in drawn.states]
    return {"flow": drawn, "dots": dots, "arcs": _arcs(drawn, gap), "height": gap * len(drawn.states)}


def _arcs(drawn: FlowPicture, gap: int, middle: int = 70) -> list[Arc]:
    """Onward on the right, back on the left; a longer way swings out further."""
    ways = {(s.number, step.to_number) for s in drawn.states for step in s.steps if step.to_number != s.number}
    found = []
    for here, there in sorted(ways):
        y, to_y = (n * gap - gap // 2 for n in (here, there))
        if there == here + 1:
            found.append(Arc(f"M{middle} {y + 14}V{to_y - 14}", back=False))
            continue
        side = 1 if there > here else -1
        x, out = middle + 14 * side, middle + side * min(20 + 6 * abs(there - here), 66)
        found.append(Arc(f"M{x} {y}C{out} {y} {out} {to_y} {x} {to_y}", back=side < 0))
    return found


def _step(flow: Flow, step: Step, number: dict[str, int]) -> StepPicture:
    say = labels()
    return StepPicture(
        action=step.action,
        label=say.action(flow.key, step.action),
        to=step.to,
        to_label=say.state(flow.key, step.to),
        to_number=number[step.to],
        who=_who(flow, step),
        papers=tuple(
            " atau ".join(say.paper(flow.key, code) for code in paper.codes)
            + (f", paling lama {paper.within_days} hari" if paper.within_days else "")
            for paper in step.papers
        ),
        guards=tuple(say.guard(guard) for guard in step.guards),
        reason=" dan ".join(_reason(step)),
        deadline=_deadline(flow, step.deadline) if step.deadline else "",
        not_by=", ".join(_not_by(flow, step)),
    )


def _who(flow: Flow, step: Step) -> str:
    say, roles = labels(), machines()[flow.key].roles
    place = {"own": "", "other": " di tempat tujuan", "either": " di tempat asal atau tujuan"}[step.place]
    both = [" atau ".join(sorted(say.role(role) for role in roles[need])) for need in step.needs]
    several = f", {step.quorum} orang" if isinstance(step.quorum, int) and step.quorum > 1 else ""
    return " bersama ".join(both) + several + place


def _reason(step: Step) -> Iterator[str]:
    if step.reason_list:
        yield f"kode alasan ({step.reason_list})"
    if step.reason:
        yield "alasan tertulis"


def _not_by(flow: Flow, step: Step) -> Iterator[str]:
    say = labels()
    for other in step.unlike:
        if other == OPENED:
            yield "pembuka kasus"
        else:
            action, _, state = other.partition("@")
            yield f"pelaku «{say.action(flow.key, action)}»" + (f" pada {say.state(flow.key, state)}" if state else "")


def _deadline(flow: Flow, due: Deadline) -> str:
    say = labels()
    match due.kind:
        case "day_of_month":
            term = f"kalender: {say.event(due.name).lower()}"
        case "days":
            term = f"{due.n} hari"
        case "working_days":
            term = f"{due.n} hari kerja"
        case "months":
            term = f"{due.n} bulan"
        case "minutes":
            term = f"{due.n} menit" + (" jam kerja" if due.office_hours else "")
        case _:
            term = f"sampai {say.paper(flow.key, due.name)}" + (f", atau {due.n} hari" if due.n else "")
    since = f" sejak «{say.state(flow.key, due.since)}»" if due.since else ""
    raised = f"; naik ke atasan pada hari ke-{due.escalate}" if due.escalate else ""
    effect = {"remind": "", "close": "; sesudah itu ditutup", "after": "; baru dapat sesudahnya"}[due.effect]
    return term + since + raised + effect
