"""Where a month stands, for programs: the same numbers as the head's page, the mayor's and the recap."""

from typing import Annotated

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from kesos.access.settings_store import least_shown
from kesos.foundation.errors import NotFound
from kesos.proposals.models import Period
from kesos.proposals.queries import city, programme_recap, standing
from kesos.proposals.queries.aid_indicators import AID
from kesos.proposals.queries.recap import measures, recap
from kesos.proposals.services.remind import REMIND, remind
from kesos.ui.endpoints import Asked, needs, now

router = Router(tags=["Periode"])


class VillageOut(Schema):
    code: Annotated[str, Field(examples=["3571031009"])]
    name: str
    proposed: int
    matched: int
    deliberated: int
    verified: int
    waiting: Annotated[int, Field(description="Menunggu musyawarah.")]
    has_minutes: bool
    behind: Annotated[str, Field(description="Apa yang belum, bila harinya sudah lewat; kosong bila tidak tertinggal.")]


class HolderOut(Schema):
    who: str
    what: str
    count: int


class Standing(Schema):
    villages: list[VillageOut]
    holders: list[HolderOut]


class CityPlace(Schema):
    code: str
    name: str
    step: Annotated[int, Field(description="1 belum ada usulan … 5 selesai diperiksa.")]
    progress: str
    proposed: Annotated[str, Field(description="Banyaknya; yang kecil disamarkan.")]


class Measure(Schema):
    code: str
    label: str
    value: str


class City(Schema):
    proposed: int
    deliberated: int
    verified: int
    with_minutes: int
    done: int
    waiting: int
    villages: int
    places: list[CityPlace]
    aid: Annotated[list[Measure], Field(description="Ketepatan bantuan bulan itu; angka kecil disamarkan.")]


class RecapLine(Schema):
    code: str
    name: str
    values: dict[str, str]


class ProgrammeRecapOut(Schema):
    is_frozen: bool
    programmes: Annotated[list[RecapLine], Field(description="Seluruh wilayah Anda, tiap program.")]
    programme: Annotated[str, Field(description="Program yang dirinci menurut kelurahan.")]
    places: list[RecapLine]
    sums: dict[str, str]


class RecapOut(Schema):
    is_frozen: bool
    lines: list[RecapLine]
    sums: dict[str, str]
    measures: list[Measure]


class Reminded(Schema):
    villages: int
    notices: Annotated[int, Field(description="Pemberitahuan baru; nol bila hari ini sudah diingatkan.")]


@router.get(
    "/periods/{int:period_id}/standing", response=Standing, operation_id="getStanding", summary="Posisi satu periode"
)
@needs(standing.VIEW)
def where(request: Asked, period_id: int) -> Standing:
    """Yang menunggu siapa, kemajuan tiap kelurahan, dan siapa yang tertinggal menurut kalender."""
    period = _period(request, period_id)
    found = standing.villages(request.actor, period)
    late = {each.village.code: each.what for each in standing.behind(found, period, today=localdate(now()))}
    return Standing(
        villages=[
            VillageOut(
                code=each.code, name=each.name, proposed=each.proposed, matched=each.matched,
                deliberated=each.deliberated, verified=each.verified, waiting=each.waiting,
                has_minutes=each.has_minutes, behind=late.get(each.code, ""),
            )
            for each in found
        ],
        holders=[HolderOut.from_orm(each) for each in standing.holders(request.actor, period)],
    )  # fmt: skip


@router.get("/periods/{int:period_id}/city", response=City, operation_id="getCity", summary="Enam angka satu periode")
@needs(standing.VIEW)
def six_numbers(request: Asked, period_id: int) -> City:
    """Untuk seluruh kabupaten/kota; angka kelurahan yang kecil disamarkan."""
    period = _period(request, period_id, whole=True)
    found = standing.villages(request.actor, period)
    told = city.totals(found)
    least = least_shown(now())
    return City(
        proposed=told.proposed, deliberated=told.deliberated, verified=told.verified, with_minutes=told.with_minutes,
        done=told.done, waiting=told.waiting, villages=told.villages,
        places=[CityPlace.from_orm(each) for each in city.places(found, least=least)],
        aid=[
            Measure(code=each.code, label=each.label, value=value)
            for each, value in measures(request.actor, period, AID, least=least)
        ],
    )  # fmt: skip


@router.get(
    "/periods/{int:period_id}/recap", response=RecapOut, operation_id="getRecap", summary="Rekap menurut kelurahan"
)
@needs(standing.VIEW)
def by_village(request: Asked, period_id: int) -> RecapOut:
    """Sementara sampai periode ditutup, lalu beku; angka kecil disamarkan."""
    found = recap(request.actor, _period(request, period_id), least=least_shown(now()))
    codes = [each.code for each in found.columns]
    return RecapOut(
        is_frozen=found.is_frozen, sums=dict(zip(codes, found.sums, strict=True)),
        lines=[
            RecapLine(code=code, name=name, values=dict(zip(codes, told, strict=True)))
            for code, name, told in found.lines
        ],
        measures=[Measure(code=each.code, label=each.label, value=value) for each, value in found.measures],
    )  # fmt: skip


@router.get(
    "/periods/{int:period_id}/recap/programmes", response=ProgrammeRecapOut, operation_id="getProgrammeRecap",
    summary="Rekap bantuan menurut program",
)  # fmt: skip
@needs(standing.VIEW)
def by_programme(
    request: Asked, period_id: int, programme: Annotated[str, Query(max_length=16)] = ""
) -> ProgrammeRecapOut:
    """Bantuan tiap program, dan satu program menurut kelurahan; beku bila periode ditutup, angka kecil disamarkan."""
    found = programme_recap.recap(
        request.actor, _period(request, period_id), chosen=programme, least=least_shown(now())
    )
    codes = list(programme_recap.MEASURES)

    def line(each: programme_recap.Line) -> RecapLine:
        return RecapLine(code=each.code, name=each.name, values=dict(zip(codes, each.numbers, strict=True)))

    return ProgrammeRecapOut(
        is_frozen=found.is_frozen, programmes=[line(each) for each in found.programmes], programme=found.chosen,
        places=[line(each) for each in found.places], sums=dict(zip(codes, found.sums, strict=True)),
    )  # fmt: skip


@router.post(
    "/periods/{int:period_id}/remind", response=Reminded, operation_id="remindVillages",
    summary="Ingatkan kelurahan yang tertinggal",
)  # fmt: skip
@needs(REMIND)
def remind_late(request: Asked, period_id: int) -> Reminded:
    """Satu pemberitahuan sehari kepada lurah dan operator kelurahan yang tertinggal."""
    villages, new = remind(period=_period(request, period_id), by=request.actor, at=now())
    return Reminded(villages=villages, notices=new)


def _period(request: Asked, period_id: int, *, whole: bool = False) -> Period:
    found = Period.objects.filter(pk=period_id).values_list("region_id", "month").first()
    if found is None:
        raise NotFound("Periode tidak ditemukan.")
    code, month = found
    return city.period(request.actor, code, month, whole=whole)
