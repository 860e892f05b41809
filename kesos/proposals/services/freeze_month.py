"""The figures of a month that is closed are written down once."""

from datetime import datetime

from django.db import transaction

from kesos.audit import services as audit
from kesos.bulk.sql import run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.written import month_name
from kesos.proposals.models import Period
from kesos.proposals.queries import indicators, programme_recap


@transaction.atomic
def freeze(*, period: Period, at: datetime) -> int:
    """Every indicator of every kelurahan, and its aid by programme, once and for all; returns how many."""
    with acting(SYSTEM):
        if period.figures.exists():
            return 0
        new = 0
        aid = {f"{measure}:{programme}": told for (measure, programme), told in programme_recap.live(period).items()}
        for code, told in [*indicators.live(period, exact=True).items(), *aid.items()]:
            wanted = {"period": period.pk, "code": code, "at": at, "places": list(told), "numbers": list(told.values())}
            new += run(indicators.SQL["freeze"], wanted) if told else 0
        if new:
            audit.record(
                "proposals.figures_frozen", by=SYSTEM, at=at, subject=f"period:{period.pk}",
                region_code=period.region_id, count=new, month=month_name(period.month),
            )  # fmt: skip
        return new
