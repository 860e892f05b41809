"""A membership goes from one state to another, by the machine `penerima`: one, or those of a hundred thousand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.programmes.models.memberships import FLOW
from kesos.workflow import services as workflow
from kesos.workflow.machines import flows

SQL = statements("kesos.programmes", "sql/memberships.sql")
RUNNING = ("AKTIF", "DITANGGUHKAN")
GONE = ("NONAKTIF_MENINGGAL", "NONAKTIF_TIDAK_LAYAK", "NONAKTIF_PINDAH", "NONAKTIF_MUNDUR")
STATES = (*RUNNING, *GONE, "DIGANTIKAN")
EACH = "select unnest(%(enrolments)s::bigint[]), null::date"


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of each membership: those that moved, and why the others did not."""

    enrolments: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)  # the refusals' stable names


def move(
    *,
    action: str,
    enrolments: Sequence[int],
    by: Actor,
    at: datetime,
    reason: str = "",
    reason_code: str = "",
    papers: Mapping[str, str] | None = None,
) -> Moved:
    """Take a step of `penerima` with each; `papers` are values attached to all of them. Never raises for one row."""
    return move_from(
        action=action, query=EACH, params={"enrolments": list(enrolments)}, by=by, at=at, reason=reason,
        reason_code=reason_code, papers=papers,
    )  # fmt: skip


@transaction.atomic
def move_from(
    *,
    action: str,
    query: str,
    by: Actor,
    at: datetime,
    params: Mapping[str, Any] | None = None,
    reason: str = "",
    reason_code: str = "",
    papers: Mapping[str, str] | None = None,
    day_paper: str = "",
) -> Moved:
    """The same for whatever a query gives as (enrolment, day); the day becomes the value of `day_paper`.

    What stands in another state by now is left out, so that the same again changes nothing.
    """
    with acting(by):
        chosen = rows(SQL["choose"].format(query=query), dict(params or {}) | {"from_states": from_states(action)})
        return by_cases(chosen, action, by, at, reason, reason_code, papers or {}, day_paper)


def cases_of(*, enrolments: Sequence[int], at: datetime) -> dict[int, int]:
    """The cases of memberships that ended, by membership; opened for those on whom nobody has acted yet."""
    with acting(SYSTEM):
        found = rows(SQL["choose"].format(query=EACH), {"enrolments": list(enrolments), "from_states": list(GONE)})
        if not found:
            return {}
        cases, _ = _cases(found, at)
        return {enrolment: case for case, enrolment in cases.items()}


def from_states(action: str) -> list[str]:
    return sorted({step.state for step in flows()[FLOW].steps if step.action == action})


def by_cases(
    chosen: Sequence[tuple[int, date | None]],
    action: str,
    by: Actor,
    at: datetime,
    reason: str,
    reason_code: str,
    papers: Mapping[str, str],
    day_paper: str,
) -> Moved:
    """The same step of the kernel for the cases of all of these memberships, each with the day it takes effect."""
    if not chosen:
        return Moved()
    cases, days = _cases(chosen, at)
    for paper, value in papers.items():
        workflow.attach_papers(case_ids=list(cases), paper=paper, value=value, by=by, at=at)
    if day_paper:
        workflow.attach_papers(case_ids=list(cases), paper=day_paper, value=days, by=by, at=at)
    told = workflow.decide_many(
        flow=FLOW, action=action, case_ids=list(cases), by=by, at=at, reason=reason, reason_code=reason_code
    )
    return Moved(
        sorted(cases[case] for case in told.moved), {cases[case]: why for case, why in told.refused.items()},
        {cases[case]: code for case, code in told.codes.items()},
    )  # fmt: skip


def follow(state: str) -> Callable[[list[int], Actor, datetime], None]:
    """The effect of a case that enters `state`: the registry's row, its history, and the place that becomes free."""

    def effect(case_ids: list[int], by: Actor, at: datetime) -> None:
        told = {"ids": case_ids, "state": state, "actor": by.user_id, "at": at, "today": timezone.localdate(at)}
        with acting(SYSTEM):
            run(SQL["follow"], told)
            if state in GONE:
                run(SQL["open_vacancies"].format(**SQL), told)
            elif state in RUNNING and run(SQL["take_back_vacancies"], told):
                run(SQL["drop_successors"], told)

    return effect


def _cases(chosen: Sequence[tuple[int, date | None]], at: datetime) -> tuple[dict[int, int], dict[int, str]]:
    """The memberships by their case, and the days. The system opens the case of one that has none; who may act on
    it, the kernel asks afterwards."""
    enrolments, days = zip(*chosen, strict=True)
    with acting(SYSTEM):
        run("drop table if exists moving")
        run(SQL["gather"], {"enrolments": list(enrolments), "days": list(days)})
        for (state,) in rows(SQL["states_without_case"]):
            opened = workflow.open_cases_from(
                flow=FLOW, query=SQL["to_open"].format(state=state),
                columns=("ref", "region_code", "family_id", "title", "path"), by=SYSTEM, at=at,
                state="" if state == "AKTIF" else state,
            )  # fmt: skip
            run(
                SQL["keep_cases"],
                {"enrolments": [int(ref) for ref in opened], "cases": list(opened.values())},
            )
        found = rows(SQL["cases"])
    return (
        {case: enrolment for enrolment, case, _ in found},
        {case: day.isoformat() for _, case, day in found if day},
    )
