"""«Tugas saya»: the first page of everybody who works here."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kesos.access.web.request import SignedIn
from kesos.foundation.numbers import number_of
from kesos.proposals.queries import city, keeping
from kesos.proposals.queries.proposals import village_names
from kesos.proposals.queries.standing import VIEW
from kesos.proposals.services.propose import SUBMIT
from kesos.proposals.web.looks import Look, last_day, look
from kesos.proposals.web.ruler import city_of, ruler_for
from kesos.registry.services.export_terms import EXPORT
from kesos.ui.navigation import address
from kesos.ui.screens import signed_in
from kesos.workflow import queries as workflow
from kesos.workflow.machines.labels import labels

A_PAGE, COUNTED = 50, 100
ARRIVAL, EPOCH = "masuk", datetime(1970, 1, 1, tzinfo=UTC)
LATE, TODAY, RETURNED = "terlambat", "hari-ini", "dikembalikan"
RETURNED_STATES = ("DIKEMBALIKAN", "PADAN_GAGAL")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to, as the address says; a value that makes no sense narrows nothing."""

    view: str
    flow: str
    state: str
    title: str
    sort: str
    after: workflow.After

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        sort = query.get("urut", "")
        return cls(
            view=query.get("saring", ""),
            flow=query.get("alur", "")[:60],
            state=query.get("tahap", "")[:60],
            title=query.get("q", "").strip()[:80],
            sort=sort if sort in workflow.SORTS else ARRIVAL,
            after=_after(query.get("sesudah", "")),
        )

    @property
    def narrowed(self) -> workflow.Narrowed:
        states = (self.state,) if self.state else RETURNED_STATES if self.view == RETURNED else ()
        return workflow.Narrowed(
            due={LATE: workflow.LATE, TODAY: workflow.TODAY}.get(self.view, ""), flow=self.flow, states=states,
            title=self.title, sort=self.sort,
        )  # fmt: skip


def _after(told: str) -> workflow.After:
    """The last case of the page before and, behind a dash, its term in microseconds since 1970."""
    case, _, term = told.partition("-")
    due = number_of(term)
    if due is None or due >= 2**57:  # far beyond any term a date can tell
        return workflow.After(number_of(case) or 0)
    return workflow.After(number_of(case) or 0, EPOCH + timedelta(microseconds=due))


def _mark(row: workflow.Row) -> str:
    return f"{row.id}-{(row.due_at - EPOCH) // timedelta(microseconds=1)}" if row.due_at else str(row.id)


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
    if request.actor.holds("report.own") and (home := address("portal:home")):
        return redirect(home)  # a citizen has no tasks here
    at = timezone.now()
    asked = Asked.of(request.GET)
    waiting = workflow.counts(request.actor, at=at)
    if not any(count.waiting for count in waiting) and _looks_at_numbers(request):
        return redirect("proposals:city_newest")
    place = city_of(request.actor)
    today = workflow.due_soon(request.actor, at=at, within=workflow.rest_of_day(at), limit=COUNTED)
    rows = workflow.page(request.actor, asked.narrowed, at=at, after=asked.after, limit=A_PAGE + 1)
    more = _mark(rows[A_PAGE - 1]) if len(rows) > A_PAGE else None
    told = {
        "asked": asked,
        "ruler": ruler_for(place, today=timezone.localdate(at)) if place else None,
        "today": timezone.localdate(at),
        "late": sum(count.late for count in waiting),
        "due_today": f"{COUNTED}+" if len(today) == COUNTED else len(today),
        "returned": sum(count.waiting for count in waiting if count.state in RETURNED_STATES),
        "waiting": sum(count.waiting for count in waiting),
        "views": _views(asked, waiting),
        "states": _states(asked, waiting),
        "sorts": list(workflow.SORTS.items()),
        "keeps": keeping.keeps(request.actor),
        "kept": keeping.waiting(request.actor, at=at),
        "may_export": request.actor.holds(EXPORT),
        "flows": _flows(waiting),
        "rows": tasks(rows[:A_PAGE]),
        "more": more,
        "may_search": request.actor.holds("person.view"),
        "may_propose": request.actor.holds(SUBMIT),
    }
    page = "proposals/_tasks.html" if getattr(request, "htmx", False) else "proposals/tasks.html"
    return render(request, page, told)


def _looks_at_numbers(request: SignedIn) -> bool:
    """A mayor: who reads no people and has nothing to decide begins with the month's numbers."""
    actor = request.actor
    may = actor.holds(VIEW) and not actor.holds("person.view")
    return not request.GET and may and bool(city.newest(actor, whole=True))


def tasks(rows: list[workflow.Row]) -> list[Task]:
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
    order = f"urut={asked.sort}" if asked.sort != ARRIVAL else ""
    found = [("Semua", f"{here}?{order}" if order else here, sum(count.waiting for count in waiting), not narrowed)]
    for flow, label in _flows(waiting):
        number = sum(count.waiting for count in waiting if count.flow == flow)
        found.append(
            (label, f"{here}?alur={flow}{'&' if order else ''}{order}", number, asked.flow == flow and not asked.view)
        )
    return found


def _flows(waiting: list[workflow.Count]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((count.flow, count.flow_label) for count in waiting))


def _states(asked: Asked, waiting: list[workflow.Count]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((c.state, c.state_label) for c in waiting if not asked.flow or c.flow == asked.flow))
