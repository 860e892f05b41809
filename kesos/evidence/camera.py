"""What a camera said of time and place, as far as it can be believed."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from kesos.files.pictures import Facts

_EARLIEST_YEAR = 2005  # a camera whose clock was never set writes an earlier one


def taken_by(facts: Facts, at: datetime) -> datetime | None:
    """Cameras know no zone: it is the one of the office. A clock that was never set, or runs ahead, tells nothing."""
    if facts.taken_at is None or facts.taken_at.year < _EARLIEST_YEAR:
        return None
    taken = timezone.make_aware(facts.taken_at)
    return taken if taken <= at + timedelta(days=1) else None


def position_by(facts: Facts) -> dict[str, Decimal]:
    if facts.latitude is None or facts.longitude is None:
        return {}
    return {
        "camera_latitude": Decimal(f"{facts.latitude:.6f}"),
        "camera_longitude": Decimal(f"{facts.longitude:.6f}"),
    }
