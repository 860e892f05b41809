"""A list on paper: under its own words, cut in words where whoever needs more needs a file."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

MOST = 500  # twenty sheets
Row = TypeVar("Row")


def printed(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    back: str,
    found: Sequence[Row],
    by: str,
    at: datetime,
    said: Iterable[tuple[str, str]] = (),
    show: Callable[[list[Row]], Iterable[Any]] = list,
    excel: bool = True,
) -> HttpResponse:
    """`template` extends ui/print_list.html; `found` is asked for with MOST + 1, so that what is cut off is known.
    `excel`: whether the same list can be had as a file."""
    told = {
        "title": title, "back": back, "said": list(said), "lines": list(show(list(found[:MOST]))),
        "cut": len(found) > MOST, "most": MOST, "by": by, "at": at, "excel": excel, "today": timezone.localdate(at),
    }  # fmt: skip
    return render(request, template, told)
