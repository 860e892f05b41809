"""Days, moments and values in Indonesian, for sentences that are not made by a template."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.timezone import get_current_timezone

from kesos.foundation.written import day, thousands

_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?")
MISSING = "(tidak tercatat)"


def moment(at: datetime, zone: ZoneInfo | None = None) -> str:
    """5 September 2025 pukul 10.00 WIB, in the office's zone."""
    local = at.astimezone(zone or get_current_timezone())
    offset = local.utcoffset()
    hours = int(offset.total_seconds() // 3600) if offset else 0
    return f"{day(local)} pukul {local:%H.%M} {_ZONES.get(hours, f'UTC{hours:+d}')}"


def value(told: Any) -> str:
    """One detail as it stands in a sentence: dates written out, numbers with dots, lists joined."""
    if told is None or told == "":
        return MISSING
    if isinstance(told, bool):
        return "ya" if told else "tidak"
    if isinstance(told, int):
        return thousands(told)
    if isinstance(told, float):
        return f"{told:,}".translate(str.maketrans(",.", ".,"))
    if isinstance(told, list):
        words = [value(one) for one in told]
        return " dan ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else MISSING
    if isinstance(told, dict):
        return value([f"{name}: {value(inner)}" for name, inner in told.items()])
    return _date_or_text(str(told))


def _date_or_text(text: str) -> str:
    if not _ISO.fullmatch(text):
        return text
    try:
        return moment(datetime.fromisoformat(text)) if "T" in text else day(date.fromisoformat(text))
    except (ValueError, OverflowError):  # a moment at the edge of time has no place in our zone
        return text
