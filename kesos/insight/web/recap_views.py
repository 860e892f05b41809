"""The recap of a place and those below it: on the screen and on paper, as Excel and CSV; and counting again."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kesos.access.settings_store import least_shown
from kesos.access.web.request import SignedIn
from kesos.bulk.excel_out import About, Column, Kind, write_csv, write_xlsx
from kesos.foundation.written import month_name
from kesos.insight.queries import recap as queries
from kesos.insight.queries.course import Course, course, of_one
from kesos.insight.queries.measures import RECAPS
from kesos.insight.queries.recap import VIEW, Recap
from kesos.insight.services.refresh import JOB, PERMISSION, TITLE
from kesos.jobs import services as jobs
from kesos.regions.queries import tree
from kesos.ui import excel
from kesos.ui.screens import needs

HIDDEN, MOST_COLUMNS = "tersamar", 8
WAYS = [("", "wilayah"), ("bulan", "bulan")]


@require_GET
@needs(VIEW)
def page(request: SignedIn) -> HttpResponse:
    told = _told(request)
    return render(request, "insight/recap.html", told | {"may_refresh": request.actor.holds(PERMISSION)})


@require_GET
@never_cache
@needs(VIEW)
def file(request: SignedIn) -> HttpResponse:
    """What the page shows, and nothing else: as Excel, or as CSV where a program asks for it."""
    told, at = _told(request), timezone.now()
    found: Recap | None = told["recap"]
    if found is None:
        messages.warning(request, "Belum ada angka untuk diunduh.")
        return redirect("insight:recap")
    columns, lines = _by_month(told["course"]) if told["course"] else _by_place(found)
    by = "-bulanan" if told["course"] else ""
    name = f"rekap-{told['chosen']}{by}-{found.place or 'wilayah'}-{told['period']:%Y-%m}"
    if request.GET.get("sebagai") == "csv":
        return _csv(name, columns, lines)
    about = About(
        title=f"{RECAPS[told['chosen']]} {told['month']}, {told['name']}", made_by=request.actor.name, made_at=at,
        purpose="Rekapitulasi tanpa nama", data_as_of=told["as_of"],
        notes=(hiding_note(told["least"]),) if found.hides else (),
    )  # fmt: skip
    return excel.handed_out(name, lambda target: write_xlsx(target, columns=columns, rows=lines, about=about))


@require_POST
@never_cache
@needs(PERMISSION)
def count_again(request: SignedIn) -> HttpResponse:
    run = jobs.start(JOB, by=request.actor, at=timezone.now(), title=TITLE)
    return redirect("jobs:one", run.pk)


def hiding_note(least: int) -> str:
    return f"Angka 1 sampai {least - 1} disamarkan agar tidak menunjuk orang tertentu."


def month_of(text: str, known: list[date]) -> date | None:
    """The month asked for where it was counted, otherwise the newest."""
    return next((each for each in known if f"{each:%Y-%m}" == text), known[0] if known else None)


def _by_place(found: Recap) -> tuple[list[Column], list[list[Any]]]:
    columns = [Column("Kode wilayah", width=14), Column("Wilayah")]
    columns += [Column(each.label, Kind.NUMBER) for each in found.columns]
    lines = [[line.code, line.name, *map(_cell, line.numbers)] for line in found.lines]
    if found.place and len(found.place) < 10:
        lines.append([found.place, "Jumlah", *map(_cell, found.sums)])
    return columns, lines


def _by_month(found: Course) -> tuple[list[Column], list[list[Any]]]:
    columns = [Column("Jenis", width=36), *(Column(month_name(month), Kind.NUMBER) for month in found.months)]
    return columns, [[row.column.label, *map(_cell, row.numbers)] for row in found.rows]


def _told(request: SignedIn) -> dict[str, Any]:
    chosen = request.GET.get("rekap", "")
    chosen = chosen if chosen in RECAPS else next(iter(RECAPS))
    place, counted = request.GET.get("wilayah", "")[:10], queries.periods()
    period = month_of(request.GET.get("bulan", ""), list(counted))
    least = least_shown(timezone.now())
    found, as_of = None, None
    if period is not None:
        found = queries.recap(request.actor, place=place, recap=chosen, period=period, least=least)
        as_of = queries.as_of(counted[period], chosen)
    if found is not None and as_of is None:
        found = None
    types = [(each.name, each.label) for each in found.columns] if found else []
    wanted = request.GET.get("jenis", "")[:60]
    monthly = None
    if found is not None and period is not None and found.place and request.GET.get("menurut") == "bulan":
        monthly = course(request.actor, place=found.place, recap=chosen, counted=counted, upto=period, least=least)
        monthly = of_one(monthly, wanted)
    found = found.only(wanted) if found else None
    names = tree.names([*found.above, found.place]) if found else {}
    return {
        "recap": found, "course": monthly, "ways": WAYS, "way": "bulan" if monthly else "", "chosen": chosen,
        "types": [("", "Semua"), *types], "type": wanted,
        "as_list": found is not None and found.place != "" and len(found.columns) > MOST_COLUMNS,
        "recaps": list(RECAPS.items()), "period": period, "as_of": as_of, "least": least,
        "months": [(_code(each), month_name(each)) for each in counted], "month_code": _code(period),
        "month": month_name(period) if period else "", "by": request.actor.name, "at": timezone.now(),
        "name": names.get(found.place, "wilayah Anda") if found else "", "note": hiding_note(least),
        "above": [(code, names.get(code, code)) for code in found.above] if found else [],
    }  # fmt: skip


def _code(period: date | None) -> str:
    return f"{period:%Y-%m}" if period else ""


def _cell(number: int | None) -> int | str:
    return HIDDEN if number is None else number


def _csv(name: str, columns: list[Column], lines: list[list[Any]]) -> HttpResponse:
    with tempfile.TemporaryDirectory(prefix="kesos-") as folder:
        target = Path(folder) / "rekap.csv"
        write_csv(target, columns=columns, rows=lines)
        headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        return HttpResponse(target.read_bytes(), content_type="text/csv; charset=utf-8", headers=headers)
