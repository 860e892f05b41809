"""Events carried on by sets: matched, applied, corrected; the same in whatever order they came.

A slice is one transaction and a fixed number of statements. What a person has begun (a case) goes by the kernel, and
its effects come back here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from django.db import DataError, IntegrityError, OperationalError, connection

from kesos.audit import services as audit
from kesos.bulk.abreast import in_two, is_deadlock
from kesos.bulk.sql import one_at_a_time, row, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.journeys.models.events import FLOW
from kesos.journeys.services import effects_on_aid, told_moves
from kesos.journeys.services.tasks import open_tasks
from kesos.registry.matching.compare import SAME_NAME, name_similarity
from kesos.workflow import services as workflow

DEATHS = statements("kesos.journeys", "sql/deaths.sql")
CORRECTIONS = statements("kesos.journeys", "sql/corrections.sql")
RECEIVE = statements("kesos.journeys", "sql/receive.sql")
SLICE = 10_000


@dataclass(slots=True)
class Applied:
    """What became of a run of slices."""

    seen: int = 0
    deaths: int = 0
    moves: int = 0
    corrected: int = 0
    unmatched: int = 0

    def add(self, more: "Applied") -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(more, each.name))


def apply_waiting(*, at: datetime, most: int = SLICE) -> Applied:
    """All that waits, slice by slice. Run again, or by two workers at once, it changes nothing more."""
    told = Applied()
    while True:
        done = _in_halves(at=at, most=most) or [_alone(at=at, most=most)]
        for one in done:
            told.add(one)
        if not any(one.seen for one in done):
            return told


def _in_halves(*, at: datetime, most: int) -> list[Applied]:
    """Two slices at once, on two connections; no family is in both. Nothing where it is not worth it."""
    done: list[Applied] = []
    if connection.in_atomic_block:  # a second connection would not see what this transaction holds
        return done
    with acting(SYSTEM):
        halves = [(half, ids) for half, ids in rows(RECEIVE["halves"], {"most": 2 * most})]
    if sum(len(ids) for _, ids in halves) <= most:
        return done
    try:
        in_two(halves, lambda half: done.append(_apply(*half, at=at)))
    except (IntegrityError, DataError):
        pass  # both wanted the same card, say: what is left is carried on by one alone, and told apart there
    except OperationalError as crossed:
        if not is_deadlock(crossed):
            raise
    return done


def _alone(*, at: datetime, most: int) -> Applied:
    with acting(SYSTEM):
        return _sound([key for (key,) in rows(RECEIVE["waiting"], {"most": most})], at=at)


def _sound(ids: Sequence[int], *, at: datetime) -> Applied:
    """What the tables refuse is found by halving and put aside: one odd event holds nobody up."""
    try:
        return _apply(None, ids, at=at)
    except (IntegrityError, DataError):
        if len(ids) == 1:
            run(RECEIVE["put_aside"], {"ids": list(ids)})
            return Applied(1, unmatched=open_tasks(ids, at=at))
    middle = len(ids) // 2
    told = _sound(ids[:middle], at=at)
    told.add(_sound(ids[middle:], at=at))
    return told


def _apply(half: int | None, ids: Sequence[int], *, at: datetime) -> Applied:
    """One transaction. What another worker has carried on meanwhile is left out."""
    with acting(SYSTEM):
        for each in (0, 1) if half is None else (half,):
            one_at_a_time("journeys apply", each)  # two workers would each see half of a family's events
        ids = [key for (key,) in rows(RECEIVE["still_waiting"], {"ids": list(ids)})]
        if not ids:
            return Applied()
        deaths = judge_deaths(ids, apply_at=at)
        corrected = _correct(ids, at=at)
        deaths += _apply_held(ids, at=at)
        if deaths:
            _confirm_reports(ids, at=at)
        moves = told_moves.apply(ids, at=at)
        told = Applied(len(ids), deaths, moves, corrected, open_tasks(ids, at=at))
        audit.record("journeys.events_applied", by=SYSTEM, at=at, subject="events", **asdict(told))
        run("set constraints all immediate")  # a slice that is not sound says so here, not at the caller's end
        run("set constraints all deferred")
        return told


def judge_deaths(ids: Sequence[int], *, apply_at: datetime | None = None) -> int:
    """Whose death it is, or why nobody's. Names that are not equal are compared as the match with Dukcapil does it.

    With `apply_at`, what is clear and nobody corrects takes effect at once; returns how many events did.
    """
    run(DEATHS["forget"])
    run(DEATHS["judging"].format(**DEATHS), {"ids": list(ids)})
    if unsure := rows(DEATHS["unsure"]):
        why = [_of_names(theirs, ours) for _, theirs, ours in unsure]
        run(DEATHS["sure"], {"events": [key for key, *_ in unsure], "why": why})
    run("analyze judging")
    run(DEATHS["clear"], {"ids": list(ids), "at": apply_at})
    run("analyze applying")
    run(DEATHS["judge"], {"at": apply_at})
    return _take_effect(apply_at) if apply_at else 0


def as_if_judged(ids: Sequence[int]) -> dict[int, str]:
    """What `judge_deaths` would say, without writing it."""
    found = rows(DEATHS["as_if"].format(**DEATHS), {"ids": list(ids)})
    return {key: _of_names(theirs, ours) if why == "unsure" else why for key, why, theirs, ours in found}


def _of_names(theirs: str, ours: str) -> str:
    return "" if name_similarity(theirs, ours) >= SAME_NAME else "other_person"


def apply_matched(ids: Sequence[int], *, at: datetime) -> int:
    """Matched deaths take effect. Returns how many events were applied."""
    count = _apply_held(ids, at=at)
    if count:
        _confirm_reports(ids, at=at)
    return count


def _apply_held(ids: Sequence[int], *, at: datetime) -> int:
    run(DEATHS["forget"])
    run(DEATHS["applying"], {"ids": list(ids)})
    run("analyze applying")
    run(DEATHS["apply"], {"at": at})
    return _take_effect(at)


def _take_effect(at: datetime) -> int:
    """The person, the family, the aid of the deaths in `applying`."""
    told = rows(DEATHS["counted"])
    counted = [(event, person) for event, person, counts in told if counts]
    if counted:
        run(DEATHS["people"], {"at": at})
        run(DEATHS["leave_family"])
    run(DEATHS["forget"])
    if counted:
        effects_on_aid.end_by_death([event for event, _ in counted], [person for _, person in counted], at=at)
    return len(told)


def _confirm_reports(ids: Sequence[int], *, at: datetime) -> None:
    if confirmed := [case for (case,) in rows(DEATHS["reports_confirmed"], {"ids": list(ids)})]:
        workflow.decide_many(flow=FLOW, action="cocok", case_ids=confirmed, by=SYSTEM, at=at)


def _correct(ids: Sequence[int], *, at: datetime) -> int:
    """Corrections among these events, and those kept that one of these was waited for by."""
    settled, unmatched = row(CORRECTIONS["settle"], {"ids": list(ids), "at": at}) or (None, None)
    open_tasks(unmatched or [], at=at)
    found = rows(CORRECTIONS["to_correct"], {"ids": list(ids), "settled": settled or []})
    by_kernel = [(case, state) for _, _, case, state in found if case is not None and state is not None]
    plain = [key for key, _, case, state in found if case is None or state is None]
    applied = [key for key, state, case, case_state in found if state == "DITERAPKAN" and key in set(plain)]
    take_back(plain, applied, at=at)
    for action, state in (("batalkan", "DITERAPKAN"), ("kesampingkan", "TIDAK_COCOK"), ("kesampingkan", "DICOCOKKAN")):
        cases = [case for case, stands in by_kernel if stands == state]
        if not cases:
            continue
        if action == "batalkan":
            workflow.attach_papers(
                case_ids=cases, paper="koreksi_dukcapil", value="Peristiwa koreksi dari Dukcapil", by=SYSTEM, at=at
            )
        workflow.decide_many(
            flow=FLOW, action=action, case_ids=cases, by=SYSTEM, at=at, reason="Dukcapil mengirim koreksi."
        )
    return len(found)


def take_back(ids: Sequence[int], applied: Iterable[int], *, at: datetime) -> None:
    """Corrected deaths; those that had been `applied` are undone, unless a later death of the person stands."""
    if not ids:
        return
    told = {"ids": list(ids), "at": at}
    run(CORRECTIONS["correct"], told)
    undone = list(applied)
    if not undone:
        return
    heirs = {key for (key,) in rows(CORRECTIONS["heirs"], {"ids": undone, "at": at})}
    counted = [key for (key,) in rows(_COUNTED, {"ids": undone}) if key not in heirs]
    if counted:
        told = {"ids": counted, "at": at}
        run(CORRECTIONS["alive"], told)
        run(CORRECTIONS["return_to_family"], told)
        effects_on_aid.give_back(counted, at=at)


_COUNTED = "select id from journeys_event where id = any (%(ids)s) and same_as_id is null"
