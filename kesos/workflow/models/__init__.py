"""Tables of the kernel: stored declarations, cases with their decisions and papers, calendars and limits."""

from kesos.workflow.models.calendar import CalendarDay, Freeze, Holiday, OfficeHours, OfficeZone
from kesos.workflow.models.cases import Case, Decision, Paper
from kesos.workflow.models.declarations import FlowState, FlowStep, FlowVersion
from kesos.workflow.models.limits import QuorumLimit, Reason

__all__ = [
    "CalendarDay",
    "Case",
    "Decision",
    "FlowState",
    "FlowStep",
    "FlowVersion",
    "Freeze",
    "Holiday",
    "OfficeHours",
    "OfficeZone",
    "Paper",
    "QuorumLimit",
    "Reason",
]
