"""The recap of a month by kelurahan: on the screen, on paper, as Excel."""

import tempfile
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kesos.access.settings_store import least_shown
from kesos.access.web.request import SignedIn
from kesos.bulk.excel_out import About, Column, write_xlsx
from kesos.proposals.months import written
from kesos.proposals.queries import programme_recap, standing
from kesos.proposals.queries.programme_recap import MEASURES
from kesos.proposals.queries.recap import recap
from kesos.proposals.services import periods
from kesos.proposals.web.standing_views import heading, period_of
from kesos.ui.screens import needs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(standing.VIEW)
@require_GET
def page(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    """Made to be printed as it stands."""
    period, at = period_of(request, region_code, month), timezone.now()
    least = least_shown(at)
    told = {
        **heading(period, periods.state_of(period.pk)),
        "recap": recap(request.actor, period, least=least),
        "least": least,
        "by": request.actor.name,
        "at": at,
    }
    return render(request, "proposals/recap.html", told)


@needs(standing.VIEW)
@require_GET
@never_cache
def file(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    period, at = period_of(request, region_code, month), timezone.now()
    least = least_shown(at)
    found = recap(request.actor, period, least=least)
    about = About(
        title=f"Rekap usulan {written(period.month)}, {period.region.name}", made_by=request.actor.name, made_at=at,
        purpose="Rekapitulasi tanpa nama", notes=notes(found.is_frozen, least),
    )  # fmt: skip
    columns = [Column("Kode wilayah", width=14), Column("Kelurahan/desa"), *(Column(c.label) for c in found.columns)]
    lines = [[code, name, *told] for code, name, told in found.lines]
    return _excel(columns, lines, about, f"rekap-{region_code}-{month}.xlsx")


@needs(standing.VIEW)
@require_GET
def programmes(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    """Aid by programme, and one programme by kelurahan; made to be printed as it stands."""
    period, at = period_of(request, region_code, month), timezone.now()
    least = least_shown(at)
    told = {
        **heading(period, periods.state_of(period.pk)),
        "recap": programme_recap.recap(request.actor, period, chosen=request.GET.get("program", "")[:16], least=least),
        "columns": list(MEASURES.values()),
        "least": least,
        "by": request.actor.name,
        "at": at,
    }
    return render(request, "proposals/programme_recap.html", told)


@needs(standing.VIEW)
@require_GET
@never_cache
def programmes_file(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    period, at = period_of(request, region_code, month), timezone.now()
    least = least_shown(at)
    found, is_frozen = programme_recap.all_places(request.actor, period, least=least)
    about = About(
        title=f"Rekap bantuan {written(period.month)}, {period.region.name}", made_by=request.actor.name, made_at=at,
        purpose="Rekapitulasi tanpa nama", notes=notes(is_frozen, least),
    )  # fmt: skip
    columns = [
        Column("Program", width=16), Column("Kode wilayah", width=14), Column("Kelurahan/desa"),
        *(Column(label) for label in MEASURES.values()),
    ]  # fmt: skip
    lines = [[programme, line.code, line.name, *line.numbers] for programme, line in found]
    return _excel(columns, lines, about, f"rekap-bantuan-{region_code}-{month}.xlsx")


def _excel(columns: list[Column], lines: list[list[str]], about: About, name: str) -> HttpResponse:
    with tempfile.TemporaryDirectory(prefix="kesos-") as folder:
        target = Path(folder) / "rekap.xlsx"
        write_xlsx(target, columns=columns, rows=lines, about=about)
        response = HttpResponse(target.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def notes(is_frozen: bool, least: int) -> tuple[str, ...]:
    state = "Angka dibekukan saat periode ditutup." if is_frozen else "Angka sementara: periode belum ditutup."
    return (state, f"Angka 1 sampai {least - 1} disamarkan agar tidak menunjuk keluarga tertentu.")
