"""Words and tones of the portal's states."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from kesos.portal.models import Report, RightRequest
from kesos.portal.models.reports import FLOW
from kesos.ui.states import State, Tone
from kesos.workflow.machines import labels

TONES: dict[str, tuple[str, Tone]] = {
    "DITERIMA_BENAR": ("check-circle", "positive"), "DITOLAK": ("cross", "negative"),
    "KEDALUWARSA": ("clock", "warning"),
    "DIPERIKSA_LAPANGAN": ("half", "info"), "DITERIMA": ("half", "info"), "DIKIRIM": ("inbox", "neutral"),
    "DIPENUHI": ("check-circle", "positive"), "DIKABULKAN": ("check-circle", "positive"),
    "DIANGGAP_DIKABULKAN": ("check-circle", "positive"), "TIDAK_DITERIMA": ("cross", "negative"),
    "DIPERIKSA": ("half", "info"), "DIBATALKAN": ("dash", "neutral"), "DICABUT": ("dash", "neutral"),
}  # fmt: skip
LATE = State("Terlambat", "alert", "negative")


@dataclass(frozen=True, slots=True)
class Line:
    """One report or request as a list shows it."""

    of: Report | RightRequest
    village: str
    state: State
    late: bool
    due: date | datetime | None


def state_of(flow: str, state: str) -> State:
    icon, tone = TONES.get(state, ("clock", "neutral"))
    return State(labels().state(flow, state), icon, tone)


def is_late(of: Report | RightRequest, at: datetime) -> bool:
    return of.due_at is not None and of.due_at <= (of.ended_at or at)


def due_of(of: Report | RightRequest) -> date | datetime | None:
    """A term that ends at midnight ends with the day before; one of hours has its moment; what is done has none."""
    if of.due_at is None or of.ended_at is not None:
        return None
    local = timezone.localtime(of.due_at)
    return (local - timedelta(seconds=1)).date() if (local.hour, local.minute) == (0, 0) else of.due_at


def report_line(report: Report, villages: dict[str, str], at: datetime) -> Line:
    village = villages.get(report.region_code, report.region_code)
    return Line(report, village, state_of(FLOW, report.state), is_late(report, at), due_of(report))


def right_line(asked: RightRequest, villages: dict[str, str], at: datetime) -> Line:
    village = villages.get(asked.region_code, asked.region_code)
    return Line(asked, village, state_of(asked.kind, asked.state), is_late(asked, at), due_of(asked))
