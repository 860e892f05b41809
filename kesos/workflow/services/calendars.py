"""Keeping the calendars of a place: holidays, days of the month, freezes. Deadlines that depend on them follow."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kesos.audit.services import record
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.workflow.machines import facts, flows, labels
from kesos.workflow.models import CalendarDay, Freeze, Holiday
from kesos.workflow.queries.calendars import calendar_of
from kesos.workflow.services.periods import count_terms_again

MANAGE = "calendar.manage"
YEARS_AHEAD, LONGEST_FREEZE = 5, timedelta(days=366)
# the days of a month of proposals, one after another
IN_ORDER = ("buka_periode", "tutup_entri", "unggah_berita_acara", "finalisasi", "pengesahan")


@transaction.atomic
def add_holiday(*, region_code: str, day: date, name: str, by: Actor, at: datetime) -> Holiday:
    """A day on which the offices of this area are closed; "" is the whole country."""
    by.require(MANAGE, region_code)
    if not name.strip():
        raise Refused("Nama hari libur wajib diisi.", field="name")
    if not -1 <= day.year - localdate(at).year <= YEARS_AHEAD:
        raise Refused("Hari libur dicatat dari tahun lalu sampai lima tahun ke depan.", field="day")
    kind = Holiday.Kind.LOCAL if region_code else Holiday.Kind.NATIONAL
    try:
        with transaction.atomic():
            made = Holiday.objects.create(region_code=region_code, day=day, name=name.strip(), kind=kind)
    except IntegrityError as clash:
        raise Refused(f"Tanggal {day:%d-%m-%Y} sudah tercatat sebagai hari libur.", field="day") from clash
    _count_again(region_code)
    record(
        "workflow.holiday_added", by=by, at=at, subject=f"holiday:{made.pk}", region_code=region_code, day=str(day),
        name=made.name,
    )  # fmt: skip
    return made


@transaction.atomic
def remove_holiday(*, holiday_id: int, by: Actor, at: datetime) -> None:
    holiday = Holiday.objects.filter(pk=holiday_id).first()
    if holiday is None or not by.may(MANAGE, holiday.region_code):
        raise NotFound()
    holiday.delete()
    _count_again(holiday.region_code)
    record(
        "workflow.holiday_removed", by=by, at=at, subject=f"holiday:{holiday_id}", region_code=holiday.region_code,
        day=str(holiday.day), name=holiday.name,
    )  # fmt: skip


@transaction.atomic
def set_calendar_day(
    *, region_code: str, event: str, day: int, from_month: date, by: Actor, at: datetime, only_this_month: bool = False
) -> CalendarDay:
    """From this month on, or in it alone, the event falls on this day in this area."""
    by.require(MANAGE, region_code)
    if not 1 <= day <= 31:
        raise Refused("Tanggal harus antara 1 dan 31.", field="day")
    if event not in set(CalendarDay.objects.values_list("event", flat=True)):
        raise Refused("Kejadian itu tidak ada dalam kalender.", field="event")
    month, this_month = from_month.replace(day=1), localdate(at).replace(day=1)
    if month < this_month:
        raise Refused("Bulan yang sudah lewat tidak diubah. Pilih bulan ini atau sesudahnya.", field="from_month")
    if month.year - this_month.year > YEARS_AHEAD:
        raise Refused("Pilih bulan dalam lima tahun ke depan.", field="from_month")
    made, _ = CalendarDay.objects.update_or_create(
        region_code=region_code, event=event, from_month=month,
        defaults={"day": day, "to_month": month if only_this_month else None},
    )  # fmt: skip
    _refuse_out_of_order(region_code, month)
    _count_again(region_code)
    record(
        "workflow.calendar_changed", by=by, at=at, subject=f"calendar:{made.pk}", region_code=region_code,
        event=labels().event(event), day=day, from_month=f"{month:%Y-%m}",
    )  # fmt: skip
    return made


@transaction.atomic
def add_freeze(
    *,
    region_code: str,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    by: Actor,
    at: datetime,
    flow: str = "",
    save_for: Sequence[str] = (),
) -> Freeze:
    """For a time nothing is decided in this area, on one flow or all, save for the named actions.

    What the population registry tells is written down all the same: the dead receive nothing during an election either.
    """
    by.require(MANAGE, region_code)
    if not reason.strip():
        raise Refused("Alasan pembekuan wajib diisi.", field="reason")
    refuse_odd_time(starts_at, ends_at, at=at)
    if flow and flow not in flows():
        raise Refused("Alur itu tidak dikenal.", field="flow")
    known = {step.action for key, one in flows().items() if flow in ("", key) for step in one.steps}
    if odd := sorted(set(save_for) - known):
        raise Refused(f"Langkah tidak dikenal: {', '.join(odd)}.", field="save_for")
    made = Freeze.objects.create(
        region_code=region_code, flow=flow, starts_at=starts_at, ends_at=ends_at, reason=reason.strip(),
        save_for=sorted({*save_for, *facts()}), by_name=by.name,
    )  # fmt: skip
    record(
        "workflow.freeze_added", by=by, at=at, subject=f"freeze:{made.pk}", region_code=region_code,
        starts_at=str(starts_at), ends_at=str(ends_at), reason=made.reason,
    )  # fmt: skip
    return made


def refuse_odd_time(starts_at: datetime, ends_at: datetime, *, at: datetime) -> None:
    """Nothing is held back in the past, and nothing for longer than a year by one mistyped number."""
    if ends_at <= starts_at:
        raise Refused("Akhir pembekuan harus sesudah awalnya.", field="ends_at")
    if starts_at < at - timedelta(days=1):
        raise Refused("Pembekuan tidak dapat dimulai sebelum hari ini.", field="starts_at")
    if ends_at - starts_at > LONGEST_FREEZE:
        raise Refused("Pembekuan paling lama satu tahun; sesudah itu dapat ditambah lagi.", field="ends_at")


@transaction.atomic
def end_freeze(*, freeze_id: int, by: Actor, at: datetime) -> None:
    """End it now; one that has not begun is taken away."""
    freeze = Freeze.objects.select_for_update().filter(pk=freeze_id).first()
    if freeze is None or not by.may(MANAGE, freeze.region_code):
        raise NotFound()
    if at <= freeze.starts_at:
        freeze.delete()
    elif at < freeze.ends_at:
        freeze.ends_at = at
        freeze.save(update_fields=["ends_at"])
    record(
        "workflow.freeze_ended", by=by, at=at, subject=f"freeze:{freeze_id}", region_code=freeze.region_code,
        reason=freeze.reason,
    )  # fmt: skip


def _refuse_out_of_order(region_code: str, month: date) -> None:
    """A month that closes before it opens would refuse every proposal."""
    days = {each.event: each for each in calendar_of(region_code, month=month)}
    known = [days[event] for event in IN_ORDER if event in days and days[event].day]
    for earlier, later in pairwise(known):
        if earlier.day and later.day and later.day < earlier.day:
            raise Refused(
                f"{later.label} ({later.day.day}) akan mendahului {earlier.label.lower()} ({earlier.day.day}). "
                "Ubah dahulu tanggal yang lain.", field="day",
            )  # fmt: skip


def _count_again(area: str) -> None:
    # also cases the calendar's keeper may not see
    with acting(SYSTEM):
        count_terms_again(area=area)
