"""«Tugas saya»: the first page of everybody who works here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kesos.access.web.request import SignedIn
from kesos.foundation.numbers import number_of
from kesos.proposals.queries.proposals import village_names
from kesos.proposals.services.propose import SUBMIT
from kesos.proposals.web.looks import Look, last_day, look
from kesos.proposals.web.ruler import city_of, ruler_for
from kesos.ui.screens import signed_in
from kesos.workflow import queries as workflow
from kesos.workflow.machines.labels import labels

A_PAGE, COUNTED = 50, 100
LATE, TODAY, RETURNED = "terlambat", "hari-ini", "dikembalikan"
RETURNED_STATES = ("DIKEMBALIKAN", "PADAN_GAGAL")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to, as the address says; a value that makes no sense narrows nothing."""

    view: str
    flow: str
    state: str
    title: str
    after: int

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        after = query.get("sesudah", "")
        return cls(
            view=query.get("saring", ""),
            flow=query.get("alur", "")[:60],
            state=query.get("tahap", "")[:60],
            title=query.get("q", "").strip()[:80],
            after=number_of(after) or 0,
        )


@dataclass(frozen=True, slots=True)
class Task:
    """One row as it is shown."""

    row: workflow.Row
    look: Look
    village: str
    next_step: str
    due: date | None


@signed_in
@require_GET
def mine(request: SignedIn) -> HttpResponse:
    at = timezone.now()
    asked = Asked.of(request.GET)
    waiting = workflow.counts(request.actor, at=at)
    city = city_of(request.actor)
    today = workflow.due_soon(request.actor, at=at, within=_rest_of_day(at), limit=COUNTED)
    rows = _rows(request, asked, at)
    more = rows[A_PAGE - 1].id if len(rows) > A_PAGE else None
    told = {
        "asked": asked,
        "ruler": ruler_for(city, today=timezone.localdate(at)) if city else None,
        "today": timezone.localdate(at),
        "late": sum(count.late for count in waiting),
        "due_today": f"{COUNTED}+" if len(today) == COUNTED else len(today),
        "returned": sum(count.waiting for count in waiting if count.state in RETURNED_STATES),
        "waiting": sum(count.waiting for count in waiting),
        "views": _views(asked, waiting),
        "states": _states(asked, waiting),
        "flows": _flows(waiting),
        "rows": _tasks(rows[:A_PAGE]),
        "more": more,
        "may_search": request.actor.holds("person.view"),
        "may_propose": request.actor.holds(SUBMIT),
    }
    page = "proposals/_tasks.html" if getattr(request, "htmx", False) else "proposals/tasks.html"
    return render(request, page, told)


def _rows(request: SignedIn, asked: Asked, at: datetime) -> list[workflow.Row]:
    page: dict[str, Any] = {"at": at, "flow": asked.flow or None, "after": asked.after, "limit": A_PAGE + 1}
    if asked.view == LATE:
        return workflow.overdue(request.actor, **page)
    if asked.view == TODAY:
        return workflow.due_soon(request.actor, within=_rest_of_day(at), **page)
    if asked.view == RETURNED and not asked.state:
        found = [
            row for state in RETURNED_STATES for row in workflow.waiting(request.actor, state=state, **page)
        ]  # two states, each by its own index
        return sorted(found, key=lambda row: row.id)[: A_PAGE + 1]
    return workflow.waiting(request.actor, state=asked.state or None, title=asked.title, **page)


def _rest_of_day(at: datetime) -> timedelta:
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return midnight - at


def _tasks(rows: list[workflow.Row]) -> list[Task]:
    names = village_names({row.region_code for row in rows if row.region_code})
    return [
        Task(
            row,
            Look("negative", "alert") if row.late else look(row.state),
            names.get(row.region_code, ""),
            ", ".join(labels().action(row.flow, action) for action in row.actions),
            last_day(row.due_at),
        )
        for row in rows
    ]


def _views(asked: Asked, waiting: list[workflow.Count]) -> list[tuple[str, str, int, bool]]:
    """The saved views: everything, then each chain that waits."""
    here = reverse("proposals:tasks")
    narrowed = bool(asked.view or asked.flow)
    found = [("Semua", here, sum(count.waiting for count in waiting), not narrowed)]
    for flow, label in _flows(waiting):
        number = sum(count.waiting for count in waiting if count.flow == flow)
        found.append((label, f"{here}?alur={flow}", number, asked.flow == flow and not asked.view))
    return found


def _flows(waiting: list[workflow.Count]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((count.flow, count.flow_label) for count in waiting))


def _states(asked: Asked, waiting: list[workflow.Count]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((c.state, c.state_label) for c in waiting if not asked.flow or c.flow == asked.flow))
