"""The recap of a month by kelurahan: on the screen, on paper, as Excel."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kesos.access.settings_store import least_shown
from kesos.access.web.request import SignedIn
from kesos.bulk.excel_out import About, Column, write_xlsx
from kesos.foundation.written import month_name
from kesos.proposals.models import Period
from kesos.proposals.queries import programme_recap, standing
from kesos.proposals.queries.programme_recap import MEASURES
from kesos.proposals.queries.recap import recap
from kesos.proposals.services import periods
from kesos.proposals.web.standing_views import heading, period_of
from kesos.ui import excel
from kesos.ui.screens import needs


@needs(standing.VIEW)
@require_GET
def page(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    period, told = _told(request, region_code, month)
    found = recap(request.actor, period, least=told["least"])
    return render(request, "proposals/recap.html", {**told, "recap": found})


@needs(standing.VIEW)
@require_GET
@never_cache
def file(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    period, told = _told(request, region_code, month)
    found = recap(request.actor, period, least=told["least"])
    columns = [Column("Kode wilayah", width=14), Column("Kelurahan/desa"), *(Column(c.label) for c in found.columns)]
    lines = [[code, name, *numbers] for code, name, numbers in found.lines]
    return _excel("rekap", "Rekap usulan", period, told, columns, lines, is_frozen=found.is_frozen)


@needs(standing.VIEW)
@require_GET
def programmes(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    """Aid by programme, and one programme by kelurahan."""
    period, told = _told(request, region_code, month)
    chosen = request.GET.get("program", "")[:16]
    found = programme_recap.recap(request.actor, period, chosen=chosen, least=told["least"])
    shown = {**told, "recap": found, "columns": list(MEASURES.values())}
    return render(request, "proposals/programme_recap.html", shown)


@needs(standing.VIEW)
@require_GET
@never_cache
def programmes_file(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    period, told = _told(request, region_code, month)
    found, is_frozen = programme_recap.all_places(request.actor, period, least=told["least"])
    columns = [
        Column("Program", width=16), Column("Kode wilayah", width=14), Column("Kelurahan/desa"),
        *(Column(label) for label in MEASURES.values()),
    ]  # fmt: skip
    lines = [[programme, line.code, line.name, *line.numbers] for programme, line in found]
    return _excel("rekap-bantuan", "Rekap bantuan", period, told, columns, lines, is_frozen=is_frozen)


def _told(request: SignedIn, region_code: str, month: str) -> tuple[Period, dict[str, Any]]:
    """The period and what every recap says above itself; the pages are made to be printed as they stand."""
    period, at = period_of(request, region_code, month), timezone.now()
    head = heading(period, periods.state_of(period.pk))
    return period, {**head, "least": least_shown(at), "by": request.actor.name, "at": at}


def _excel(
    name: str, title: str, period: Period, told: dict[str, Any], columns: list[Column], lines: list[list[str]], *,
    is_frozen: bool,
) -> HttpResponse:  # fmt: skip
    about = About(
        title=f"{title} {month_name(period.month)}, {period.region.name}", made_by=told["by"], made_at=told["at"],
        purpose="Rekapitulasi tanpa nama", notes=notes(is_frozen, told["least"]),
    )  # fmt: skip
    return excel.handed_out(
        f"{name}-{period.region_id}-{period.month:%Y-%m}",
        lambda target: write_xlsx(target, columns=columns, rows=lines, about=about),
    )


def notes(is_frozen: bool, least: int) -> tuple[str, ...]:
    state = "Angka dibekukan saat periode ditutup." if is_frozen else "Angka sementara: periode belum ditutup."
    return (state, f"Angka 1 sampai {least - 1} disamarkan agar tidak menunjuk keluarga tertentu.")
