"""The calendar of a place by a program: days of the month, holidays, freezes."""

from datetime import date, datetime
from typing import Annotated

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema, Status

from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.moments import Moment
from kesos.workflow import queries
from kesos.workflow.services import calendars

VIEW, MANAGE = "workflow.view", calendars.MANAGE
PLACE = "^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})?$"
router = Router(tags=["Kalender"])
Place = Annotated[str, Field(pattern=PLACE, description="Kosong berarti seluruh Indonesia.", examples=["3571"])]


class DayOut(Schema):
    event: Annotated[str, Field(examples=["tutup_entri"])]
    label: str
    day: date | None
    own: Annotated[bool, Field(description="Wilayah ini menetapkannya sendiri.")]


class HolidayOut(Schema):
    id: int
    region_code: Place
    day: date
    name: str
    kind: str


class FreezeOut(Schema):
    id: int
    region_code: Place
    flow: str
    starts_at: datetime
    ends_at: datetime
    reason: str
    save_for: list[str]


class CalendarOut(Schema):
    region_code: Place
    month: date
    days: list[DayOut]
    holidays: list[HolidayOut]
    freezes: list[FreezeOut]


class HolidayIn(Schema):
    region_code: Place = ""
    day: date
    name: Annotated[str, Field(max_length=200, examples=["Hari jadi Kota Kediri"])]


class DayIn(Schema):
    region_code: Annotated[str, Field(pattern="^([0-9]{2}|[0-9]{4})?$", examples=["3571"])] = ""
    event: Annotated[str, Field(max_length=60)]
    day: Annotated[int, Field(ge=1, le=31)]
    from_month: date
    only_this_month: bool = False


class DayHeld(Schema):
    label: str
    day: date | None


class HeldBack(Schema):
    cases: Annotated[dict[str, int], Field(description="Kasus terbuka menurut alur.")]
    days: list[DayHeld]


class FreezeIn(Schema):
    region_code: Place = ""
    flow: Annotated[str, Field(max_length=60, description="Kosong: semua alur.")] = ""
    starts_at: Moment
    ends_at: Moment
    reason: Annotated[str, Field(max_length=500)]


@router.get("/calendar", response=CalendarOut, operation_id="getCalendar", summary="Kalender")
@needs(VIEW)
def calendar(
    request: Asked, region_code: Annotated[str, Query(pattern=PLACE)] = "", month: date | None = None
) -> CalendarOut:
    """Tanggal bulanan, hari libur setahun, dan pembekuan satu wilayah; tanpa bulan berarti bulan ini."""
    of = (month or localdate()).replace(day=1)
    return CalendarOut(
        region_code=region_code, month=of,
        days=[DayOut.from_orm(each) for each in queries.calendar_of(region_code, month=of)],
        holidays=[HolidayOut.from_orm(each) for each in queries.holidays(region_code, year=of.year)],
        freezes=[FreezeOut.from_orm(each) for each in queries.freezes(region_code, at=now())],
    )  # fmt: skip


@router.post("/calendar/holidays", response={201: HolidayOut}, operation_id="addHoliday", summary="Tambah hari libur")
@needs(MANAGE)
def add_holiday(request: Asked, body: HolidayIn) -> HolidayOut:
    """Hari kantor tutup di satu wilayah; tenggat yang terkena dihitung lagi."""
    return HolidayOut.from_orm(calendars.add_holiday(**body.dict(), by=request.actor, at=now()))


@router.post(
    "/calendar/holidays/{int:holiday_id}/remove", response={204: None}, operation_id="removeHoliday",
    summary="Hapus hari libur",
)  # fmt: skip
@needs(MANAGE)
def remove_holiday(request: Asked, holiday_id: int) -> Status[None]:
    """Hari itu menjadi hari kerja lagi; tenggat yang terkena dihitung lagi."""
    calendars.remove_holiday(holiday_id=holiday_id, by=request.actor, at=now())
    return Status(204, None)


@router.post("/calendar/days", response=CalendarOut, operation_id="setCalendarDay", summary="Ubah tanggal bulanan")
@needs(MANAGE)
def set_day(request: Asked, body: DayIn) -> CalendarOut:
    """Sejak bulan itu, atau hanya pada bulan itu, kejadian jatuh pada tanggal ini di wilayah ini."""
    calendars.set_calendar_day(**body.dict(), by=request.actor, at=now())
    return calendar(request, body.region_code, body.from_month)


@router.get(
    "/calendar/freezes/preview", response=HeldBack, operation_id="previewFreeze", summary="Yang tertahan pembekuan"
)
@needs(calendars.MANAGE)
def preview_freeze(
    request: Asked, region_code: str, first: date, last: date, flow: Annotated[str, Query(max_length=60)] = ""
) -> HeldBack:
    """Kasus terbuka menurut alur (dihitung sampai 10.000 tiap alur) dan hari kalender yang jatuh di masa itu."""
    request.actor.require(calendars.MANAGE, region_code)
    days = queries.days_within(region_code, first=first, last=last)
    return HeldBack(
        cases=dict(queries.held_back(region_code, flow=flow)),
        days=[DayHeld(label=each.label, day=each.day) for each in days],
    )


@router.post("/calendar/freezes", response={201: FreezeOut}, operation_id="addFreeze", summary="Bekukan keputusan")
@needs(MANAGE)
def add_freeze(request: Asked, body: FreezeIn) -> FreezeOut:
    """Untuk suatu masa tidak ada yang diputuskan di wilayah ini, pada satu alur atau semuanya."""
    return FreezeOut.from_orm(calendars.add_freeze(**body.dict(), by=request.actor, at=now()))


@router.post(
    "/calendar/freezes/{int:freeze_id}/end", response={204: None}, operation_id="endFreeze", summary="Akhiri pembekuan"
)
@needs(MANAGE)
def end_freeze(request: Asked, freeze_id: int) -> Status[None]:
    """Berakhir sekarang; yang belum mulai dihapus."""
    calendars.end_freeze(freeze_id=freeze_id, by=request.actor, at=now())
    return Status(204, None)
