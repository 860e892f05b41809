"""The month ruler from plain data: which day it is, what closes next, what only waits."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the month. `closing` ends the sentence "3 hari lagi …"; `hour` follows the day it closes.

    A stage that `waits` belongs to somebody else: no date is promised for its end.
    """

    name: str
    first: date
    last: date
    closing: str = ""
    hour: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    number: int
    kind: str
    x: str
    middle: str


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    span: str
    word: str
    icon: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class Ruler:
    headline: str
    until: str
    told: str
    width: str
    days_left: int | None
    days: list[Day]
    marks: list[Day]
    stages: list[Step]


def ruler(*, stages: Sequence[Stage], today: date) -> Ruler:
    """The ruler of the month the first stage begins in."""
    begins = stages[0].first.replace(day=1)
    length = monthrange(begins.year, begins.month)[1]
    now = next((s for s in stages if s.first <= today <= s.last), None)
    running = now if now and not now.waits else None
    edges = {1, length, *(s.last.day for s in stages if not s.waits and _same_month(s.last, begins))}
    numbered = _numbered(edges, today, begins)
    days = [_day(number, begins, length, today, stages, running) for number in range(1, length + 1)]
    return Ruler(
        headline=_headline(now, running, today),
        until=_until(now, running),
        told=_told(stages, begins, today),
        width=f"{100 / length:.3f}",
        days_left=(running.last - today).days if running else None,
        days=days,
        marks=[day for day in days if day.number in numbered],
        stages=[_step(stage, today) for stage in stages],
    )


def _headline(now: Stage | None, running: Stage | None, today: date) -> str:
    if running:
        left = (running.last - today).days
        return f"hari lagi {running.closing}" if left else f"hari lagi: hari ini {running.closing}"
    return f"{now.name}: menunggu" if now else "Tidak ada tahap yang berjalan"


def _until(now: Stage | None, running: Stage | None) -> str:
    if running:
        return date_format(running.last, "l, j F Y") + (f", {running.hour}" if running.hour else "")
    return "Tanggal selesainya ditentukan pihak lain" if now else ""


def _told(stages: Sequence[Stage], begins: date, today: date) -> str:
    ends = ", ".join(f"{s.name} {'menunggu' if s.waits else f'sampai tanggal {s.last.day}'}" for s in stages)
    here = f"hari ini tanggal {today.day}, " if _same_month(today, begins) else ""
    return f"Penggaris bulan {date_format(begins, 'F Y')}: {here}{ends}"


def _day(number: int, begins: date, length: int, today: date, stages: Sequence[Stage], running: Stage | None) -> Day:
    day = begins.replace(day=number)
    if day == today:
        kind = "today"
    elif any(s.waits and s.first <= day <= s.last for s in stages):
        kind = "day-center"
    elif day < today:
        kind = "day-done"
    elif running and day <= running.last:
        kind = "day-left"
    else:
        kind = ""
    step = 100 / length
    return Day(number, kind, f"{(number - 1) * step:.3f}", f"{(number - 0.5) * step:.2f}")


def _numbered(edges: set[int], today: date, begins: date) -> set[int]:
    """The days that get their number: today, then the edges that would not be drawn over another one."""
    kept = [today.day] if _same_month(today, begins) else []
    for edge in sorted(edges, reverse=True):
        if all(abs(edge - other) >= 2 for other in kept):
            kept.append(edge)
    return set(kept)


def _step(stage: Stage, today: date) -> Step:
    done, now = today > stage.last, stage.first <= today <= stage.last
    if stage.waits:
        word, icon = ("selesai", "check") if done else ("menunggu", "clock")
    else:
        word, icon = ("selesai", "check") if done else ("berjalan", "half") if now else ("belum", "dash")
    first, last = stage.first, stage.last
    if stage.waits:
        span = f"mulai {date_format(first, 'j M')}"
    elif first == last:
        span = date_format(last, "j M")
    elif now or done:
        span = f"{first.day}–{date_format(last, 'j M')}"
    else:
        span = f"s.d. {date_format(last, 'j M')}"
    return Step(stage.name, span, word, icon, done, now)


def _same_month(day: date, begins: date) -> bool:
    return (day.year, day.month) == (begins.year, begins.month)
