"""Reading: what waits for me, what is late, what happened to a case, what may be done with it."""

from kesos.workflow.queries.calendars import calendar_of, days_within, freezes, held_back, holidays
from kesos.workflow.queries.cases import case_of, reasons, visible_to
from kesos.workflow.queries.possible import Possibility, possible
from kesos.workflow.queries.timeline import Event, timeline
from kesos.workflow.queries.waiting import SORTS, After, Count, Row, counts, due_soon, overdue, waiting
from kesos.workflow.queries.work_lists import LATE, TODAY, Narrowed, page, rest_of_day

__all__ = [
    "LATE",
    "SORTS",
    "TODAY",
    "After",
    "Count",
    "Event",
    "Narrowed",
    "Possibility",
    "Row",
    "calendar_of",
    "case_of",
    "counts",
    "days_within",
    "due_soon",
    "freezes",
    "held_back",
    "holidays",
    "overdue",
    "page",
    "possible",
    "reasons",
    "rest_of_day",
    "timeline",
    "visible_to",
    "waiting",
]
