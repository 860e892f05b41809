"""The calendar of a place: what closes when, holidays, freezes; with forms for who keeps it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from kesos.foundation.errors import Refused
from kesos.foundation.region_code import is_region_code, with_dots
from kesos.regions.models import Region
from kesos.ui.screens import Asked, needs
from kesos.workflow import queries
from kesos.workflow.services import calendars
from kesos.workflow.web.forms import DayForm, FreezeForm, HolidayForm

FIRST_YEAR, LAST_YEAR = 1990, 2200  # half a year before and after must stand in a calendar too
MANAGE = calendars.MANAGE


@require_GET
@needs("workflow.view")
def calendar(request: Asked) -> HttpResponse:
    return _page(request)


@require_POST
@needs(MANAGE)
def new_holiday(request: Asked) -> HttpResponse:
    return _save(request, HolidayForm(request.POST), calendars.add_holiday, "holiday", "Hari libur disimpan.")


@require_POST
@needs(MANAGE)
def new_day(request: Asked) -> HttpResponse:
    return _save(request, DayForm(request.POST), calendars.set_calendar_day, "day", "Tanggal disimpan.")


@require_POST
@needs(MANAGE)
def new_freeze(request: Asked) -> HttpResponse:
    """Looked at first, then saved: what it holds back is told before it holds anything back."""
    form = FreezeForm(request.POST)
    if "lihat" in request.POST and form.is_valid():
        told = form.cleaned_data
        try:
            calendars.refuse_odd_time(told["starts_at"], told["ends_at"], at=now())
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
            return _page(request, status=422, freeze=form)
        return _page(request, freeze=form, looked_at=_looked_at(request, told))
    return _save(request, form, calendars.add_freeze, "freeze", "Pembekuan disimpan.")


def _looked_at(request: Asked, told: dict[str, Any]) -> dict[str, Any]:
    place = told["region_code"]
    request.actor.require(MANAGE, place)
    first, last = localdate(told["starts_at"]), localdate(told["ends_at"])
    return {
        "first": told["starts_at"],
        "last": told["ends_at"],
        "cases": queries.held_back(place, flow=told["flow"]),
        "days": queries.days_within(place, first=first, last=last),
    }


@require_POST
@needs(MANAGE)
def drop_holiday(request: Asked, holiday_id: int) -> HttpResponse:
    calendars.remove_holiday(holiday_id=holiday_id, by=request.actor, at=now())
    messages.success(request, "Hari libur dihapus.")
    return redirect("workflow:calendar")


@require_POST
@needs(MANAGE)
def stop_freeze(request: Asked, freeze_id: int) -> HttpResponse:
    calendars.end_freeze(freeze_id=freeze_id, by=request.actor, at=now())
    messages.success(request, "Pembekuan diakhiri.")
    return redirect("workflow:calendar")


def _save(request: Asked, form: forms.Form, service: Callable[..., Any], name: str, done: str) -> HttpResponse:
    if form.is_valid():
        try:
            service(**form.cleaned_data, by=request.actor, at=now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            messages.success(request, done)
            return redirect("workflow:calendar")
    return _page(request, status=422, **{name: form})


def _page(request: Asked, *, status: int = 200, **sent: Any) -> HttpResponse:
    actor = request.actor
    mine = actor.areas(MANAGE) or actor.all_areas()
    place = request.GET.get("wilayah", "").replace(".", "")
    if not is_region_code(place):
        place = mine[0] if mine else ""
    month = _month(request.GET.get("bulan", ""))
    return render(
        request,
        "workflow/calendar.html",
        {
            "place": place,
            "places": (places := _places(mine, place)),
            "place_name": dict(places).get(place, with_dots(place)),
            "month": month,
            "months": [_later(month, by) for by in range(-6, 7)],
            "days": queries.calendar_of(place, month=month),
            "holidays": queries.holidays(place, year=month.year),
            "freezes": queries.freezes(place, at=now()),
            "keeper": actor.holds(MANAGE),
            "keeper_of": set(actor.areas(MANAGE)),
            "holiday": HolidayForm(initial={"region_code": place}),
            "day": DayForm(initial={"region_code": place[:4], "from_month": f"{month:%Y-%m}"}),
            "freeze": FreezeForm(initial={"region_code": place}),
            "most": 10_000,
            **sent,
        },
        status=status,
    )


def _places(mine: Sequence[str], shown: str) -> list[tuple[str, str]]:
    """The places whose calendars concern this official, from the whole country down to the own village."""
    codes = {area[:n] for area in [*mine[:50], shown] for n in (2, 4, 6, 10) if n <= len(area)}
    chosen = Region.objects.filter(valid_to=None)
    found = chosen.filter(level=1) if "" in mine else chosen.filter(pk__in=codes)
    return [("", "Seluruh Indonesia"), *found.order_by("pk").values_list("pk", "name")]


def _later(month: date, by: int) -> date:
    years, months = divmod(month.month - 1 + by, 12)
    return date(month.year + years, months + 1, 1)


def _month(text: str) -> date:
    try:
        month = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007
    except ValueError:
        return localdate().replace(day=1)
    return month.replace(year=min(max(month.year, FIRST_YEAR), LAST_YEAR))
