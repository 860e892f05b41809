"""The work list, cases and the calendar for programs: the same services as the screens."""

from ninja import Router

from kesos.workflow.api import calendar, tasks

router = Router()
for each in (tasks, calendar):
    router.add_router("", each.router)

__all__ = ["router"]
