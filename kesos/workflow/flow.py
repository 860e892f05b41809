"""The words of an approval chain: Flow and Step. A declaration that cannot work is refused when it is loaded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

OPENED = "@opened"  # in `unlike`: the one who opened the case

DueKind = Literal["day_of_month", "days", "working_days", "minutes", "months", "paper_date"]
DueEffect = Literal["remind", "close", "after"]
Place = Literal["own", "other", "either"]


class BadFlow(Exception):
    """A declaration that cannot work; raised when it is loaded."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a step is due, in the time zone of the office.

    `name` is the event of the period calendar (day_of_month) or the paper whose value is the date (paper_date;
    `n` days then hold where the paper is absent). The term runs from the entry into the state, or into `since`.
    remind: the case shows as late; close: the step is refused afterwards; after: it is refused before.
    `escalate` is the earlier day (of `days`) on which the case is shown to those above.
    """

    kind: DueKind
    n: int = 0
    name: str = ""
    effect: DueEffect = "remind"
    since: str = ""
    escalate: int | None = None
    office_hours: bool = False  # minutes: only those in which the office is open count


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper the case must hold; of several codes any one is enough; `within_days` is how old it may be."""

    codes: tuple[str, ...]
    within_days: int | None = None

    def __str__(self) -> str:
        return "|".join(self.codes)


@dataclass(frozen=True, slots=True)
class Step:
    """One way out of a state. Each field is kept by the engine; a test of the table proves it."""

    state: str
    action: str
    to: str
    needs: tuple[str, ...]  # all of them, each by another person
    system_may: frozenset[str] = frozenset()  # those of `needs` which the system itself may give
    family_may: frozenset[str] = frozenset()  # those of `needs` which citizens may give for their own family
    place: Place = "own"  # where the permission must be held: the case's own place, its other one, either
    quorum: int | str = 1  # a number of people, or the name of a dated rule by amount
    unlike: tuple[str, ...] = ()  # actions ("action" or "action@STATE") whose actor may not also do this one
    not_own_family: bool = False
    reason: bool = False
    reason_list: str = ""  # a code of this list is required
    papers: tuple[Paper, ...] = ()
    guards: tuple[str, ...] = ()
    deadline: Deadline | None = None
    waits: bool = True  # the case lies on the work list for this step; false: possible, but nobody's task


@dataclass(frozen=True, slots=True)
class Flow:
    """A chain of approval: where it starts, where it ends, and every step between."""

    key: str
    version: int
    starts: str
    ends: frozenset[str]
    steps: tuple[Step, ...]
    held_by: str = ""  # the kind of holder every case must have ("institution"), "" for cases of an area
    states: tuple[str, ...] = field(default=())
    # where a case may be opened besides `starts`: states a subject keeps for masses before anybody acts on one of them
    opens_in: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.states:
            object.__setattr__(self, "states", tuple(dict.fromkeys(self._mentioned())))
        if faults := list(_faults(self)):
            raise BadFlow(f"{self.key}: " + "; ".join(faults))

    def step(self, state: str, action: str) -> Step | None:
        return next((s for s in self.steps if (s.state, s.action) == (state, action)), None)

    def at(self, state: str) -> list[Step]:
        return [s for s in self.steps if s.state == state]

    def permissions(self) -> set[str]:
        return {need for step in self.steps for need in step.needs}

    def papers(self) -> set[str]:
        return {code for step in self.steps for paper in step.papers for code in paper.codes}

    def _mentioned(self) -> Iterable[str]:
        yield self.starts
        for step in self.steps:
            yield from (step.state, step.to)
        yield from sorted(self.ends)


def _faults(flow: Flow) -> Iterable[str]:
    known, actions = set(flow.states), {s.action for s in flow.steps} | {OPENED}
    if flow.version < 1:
        yield "version begins with 1"
    if flow.starts not in known:
        yield f"starts in unknown state {flow.starts}"
    if odd := sorted(set(flow.opens_in) - (known - flow.ends)):
        yield f"opens in unknown states or ends {odd}"
    if not flow.ends:
        yield "no end"
    if lost := sorted(flow.ends - known):
        yield f"ends in unknown states {lost}"
    if len({(s.state, s.action) for s in flow.steps}) != len(flow.steps):
        yield "two steps share a state and an action"
    for step in flow.steps:
        where = f"{step.state}.{step.action}"
        if step.state not in known or step.to not in known:
            yield f"{where}: a way from or into nowhere ({step.state} → {step.to})"
        if step.state in flow.ends:
            yield f"{where}: a step out of an end"
        if odd := sorted(set(step.unlike) - actions - {f"{s.action}@{s.state}" for s in flow.steps}):
            yield f"{where}: unlike unknown actions {odd}"
        yield from (f"{where}: {fault}" for fault in _step_faults(step, known))
    if stuck := sorted(known - flow.ends - {s.state for s in flow.steps}):
        yield f"no way on from {stuck}"
    if unreached := sorted(known - _reached(flow)):
        yield f"never reached {unreached}"


def _step_faults(step: Step, known: set[str]) -> Iterable[str]:
    if not step.action.isidentifier():
        yield "an action is a word"
    if not step.needs or len(set(step.needs)) != len(step.needs):
        yield "needs at least one permission, and none twice"
    if odd := sorted(step.system_may - set(step.needs)):
        yield f"the system may give what is not needed {odd}"
    if odd := sorted(step.family_may - set(step.needs)):
        yield f"a family may give what is not needed {odd}"
    if step.quorum != 1 and len(step.needs) > 1:
        yield "a quorum and several permissions at once"
    if isinstance(step.quorum, int) and step.quorum < 1:
        yield "a quorum of nobody"
    if step.place not in ("own", "other", "either"):
        yield f"unknown place {step.place}"
    for paper in step.papers:
        if not paper.codes or (paper.within_days is not None and paper.within_days < 1):
            yield "a paper without code or days"
    if step.deadline:
        yield from _deadline_faults(step.deadline, known)


def _deadline_faults(due: Deadline, known: set[str]) -> Iterable[str]:
    if due.kind not in DueKind.__args__ or due.effect not in DueEffect.__args__:  # type: ignore[attr-defined]
        yield f"unknown deadline {due.kind}/{due.effect}"
    if due.kind in ("day_of_month", "paper_date"):
        if not due.name:
            yield f"{due.kind} without a name"
    elif due.n < 0 or (due.n == 0 and due.kind != "minutes"):
        yield "a deadline of no time"
    if due.since and due.since not in known:
        yield f"a deadline since unknown state {due.since}"
    if due.escalate is not None and (due.kind != "days" or not 0 < due.escalate < due.n):
        yield "escalation comes before the deadline, in days"
    if due.office_hours and due.kind != "minutes":
        yield "office hours count minutes"


def _reached(flow: Flow) -> set[str]:
    reached, grown = set(), {flow.starts}
    while grown:
        reached |= grown
        grown = {s.to for s in flow.steps if s.state in reached} - reached
    return reached
