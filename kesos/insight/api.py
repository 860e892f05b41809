"""Recaps and families that stand out, by a program."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Query, Router, Schema

from kesos.access.settings_store import least_shown
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import masked
from kesos.insight.queries import recap as recaps
from kesos.insight.queries import standing
from kesos.insight.queries.standing import TITLES, Filters
from kesos.insight.services.export_standing import JOB, Wanted, refuse_unless_allowed
from kesos.insight.services.refresh import JOB as REFRESH
from kesos.insight.services.refresh import PERMISSION
from kesos.insight.services.refresh import TITLE as REFRESH_TITLE
from kesos.jobs import services as jobs
from kesos.registry.queries import places
from kesos.registry.services.export_terms import EXPORT
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

RECAP, FAMILIES = "recap", "standing"
router = Router(tags=["Rekap wilayah"])
Code = Annotated[str, Field(max_length=10, pattern="^[0-9]*$")]
Which = Annotated[Literal["tanpa", "dobel", "belum"], Field(description="Tanpa bantuan, dobel, atau belum terdaftar.")]


class TotalOfPlace(Schema):
    measure: Annotated[str, Field(examples=["listed_families"])]
    value: Annotated[str, Field(examples=["dtsen"])]
    label: Annotated[str, Field(examples=["Keluarga DTSEN"])]
    number: Annotated[int | None, Field(description="null bila disamarkan karena kecil.")]


class PlaceTotals(Schema):
    region_code: Annotated[str, Field(description="Kosong: belum dirinci ke wilayah di bawahnya.")]
    name: str
    period: date
    as_of: datetime
    numbers: list[TotalOfPlace]


class StandingOut(Schema):
    family_id: int
    region_code: str
    what: Annotated[str, Field(examples=["nothing", "exclusive", "same"])]
    reason: str
    since: datetime
    kk: Annotated[str | None, Field(description="Tersamar.")]
    head_id: int | None
    head_name: str | None
    head_nik: Annotated[str | None, Field(description="Tersamar.")]
    rt: str
    rw: str
    programmes: list[str]


class StandingExportIn(Schema):
    purpose: Annotated[str, Field(max_length=200)]
    which: Which = "tanpa"
    within: Code = ""


class CountStarted(Schema):
    job_id: int


class NotCounted(Refused):
    """There is no total of this month."""

    code, status = "not_counted", 409


@router.get("/recaps", response=Page[PlaceTotals], operation_id="listRecaps", summary="Rekap wilayah")
@needs(recaps.VIEW)
def recap(
    request: Asked,
    paging: Query[Paging],
    kind: Annotated[Literal["ringkas", "desil", "program", "pilar", "ppks", "psks"], Query()] = "ringkas",
    within: Annotated[str, Query(max_length=10, pattern="^[0-9]*$")] = "",
    month: Annotated[date | None, Query(description="Kosong: bulan terbaru.")] = None,
) -> dict[str, object]:
    """Wilayah tepat di bawah `within` dengan angkanya, dari hitungan terakhir bulan itu."""
    counted = recaps.periods()
    period = month.replace(day=1) if month else next(iter(counted), None)
    as_of = recaps.as_of(counted.get(period, {}), kind) if period else None
    if period is None or as_of is None:
        raise NotCounted("Rekap bulan ini belum pernah dihitung. Tunggu hitungan malam.", field="month")
    found = recaps.recap(request.actor, place=within, recap=kind, period=period, least=least_shown(now()))
    after = str((paging.after(RECAP) or [""])[0])
    lines = sorted(found.lines, key=lambda line: line.code or "~")
    rows = [line for line in lines if not after or (line.code or "~") > after][: paging.limit + 1]

    def told(line: recaps.Line) -> PlaceTotals:
        numbers = [
            TotalOfPlace(measure=c.measure, value=c.value, label=c.label, number=n)
            for c, n in zip(found.columns, line.numbers, strict=True)
        ]
        return PlaceTotals(region_code=line.code, name=line.name, period=period, as_of=as_of, numbers=numbers)

    return page(rows, of=RECAP, limit=paging.limit, mark=lambda line: [line.code or "~"], show=told)


@router.post("/recaps/refresh", response={202: CountStarted}, operation_id="refreshRecaps", summary="Hitung ulang")
@needs(PERMISSION)
def refresh(request: Asked) -> CountStarted:
    """Semua rekap dan daftar keluarga dihitung ulang di latar; jalannya pada getJob."""
    return CountStarted(job_id=jobs.start(REFRESH, by=request.actor, at=now(), title=REFRESH_TITLE).pk)


@router.get(
    "/standing-families", response=Page[StandingOut], operation_id="listStandingFamilies", summary="Keluarga"
)  # fmt: skip
@needs(standing.VIEW)
def families(
    request: Asked,
    paging: Query[Paging],
    which: Annotated[Literal["tanpa", "dobel", "belum"], Query()] = "tanpa",
    within: Annotated[str, Query(max_length=10, pattern="^[0-9]*$")] = "",
) -> dict[str, object]:
    """Keluarga yang tidak menerima apa pun, yang menerima dobel, atau yang belum terdaftar; menurut wilayah."""
    told = paging.after(FAMILIES)
    after = (str(told[0]), str(told[1]), int(told[2])) if told else None
    rows = standing.page(request.actor, Filters(which, within), after=after, limit=paging.limit + 1)
    return page(rows, of=FAMILIES, limit=paging.limit, mark=lambda row: [*row.mark], show=_family)


@router.post(
    "/standing-families/export", response={202: CountStarted}, operation_id="exportStandingFamilies", summary="Unduh"
)
@needs(EXPORT)
def export(request: Asked, body: StandingExportIn) -> CountStarted:
    """Daftar keluarga sebagai berkas Excel; NIK dan No KK tersamar. Jalannya pada getJob."""
    places.refuse_unknown(body.within)
    wanted = Wanted(Filters(body.which, body.within).kept(), body.purpose)
    refuse_unless_allowed(wanted, by=request.actor)
    run = jobs.start(
        JOB, by=request.actor, at=now(), title=f"Keluarga: {TITLES[body.which].lower()}", region_code=body.within,
        wanted=wanted.kept(), said=[("Daftar", TITLES[body.which])],
    )  # fmt: skip
    return CountStarted(job_id=run.pk)


def _family(row: standing.Row) -> StandingOut:
    return StandingOut(
        family_id=row.family_id, region_code=row.region_code, what=row.what, reason=row.reason, since=row.since,
        kk=masked(row.kk) if row.kk else None, head_id=row.person_id, head_name=row.full_name,
        head_nik=masked(row.nik) if row.nik else None, rt=row.rt, rw=row.rw, programmes=row.programmes,
    )  # fmt: skip
