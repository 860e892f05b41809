"""Count everything again by sets: each measure one statement in one transaction, as the system."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.sql import one_at_a_time, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.insight.queries import measures
from kesos.insight.queries.measures import Measure
from kesos.registry.queries import ppks

TOTALS = statements("kesos.insight", "sql/totals.sql")
STANDING = statements("kesos.insight", "sql/standing.sql")
PERMISSION, JOB, TITLE = "recap.refresh", "insight.refresh", "Hitung ulang rekap wilayah"
LIST = "standing"


def refresh(*, at: datetime, by: Actor = SYSTEM, progress: Callable[[int], None] = lambda done: None) -> int:
    """How many rows were written. Whoever reads meanwhile sees the former numbers, each measure whole."""
    written, known = 0, measures.known()
    for done, each in enumerate(known, 1):
        written += count(each, at=at)
        progress(done)
    written += stand(at=at)
    progress(len(known) + 1)
    with acting(SYSTEM):
        if written:
            run(TOTALS["statistics"])
        audit.record("insight.counted", by=by, at=at, rows=written)
    return written


def count(measure: Measure, *, at: datetime) -> int:
    today = timezone.localdate(at)
    told = {"measure": measure.code, "period": today.replace(day=1), "on": today, "at": at}
    with acting(SYSTEM):
        one_at_a_time("insight", 0)
        written = run(TOTALS["refill"].format(counted=measure.counted), {**told, **measure.given(today)})
        run(TOTALS["note"], told)
    return written


def stand(*, at: datetime) -> int:
    today = timezone.localdate(at)
    with acting(SYSTEM):
        one_at_a_time("insight", 0)
        written = run(STANDING["refill"], {"on": today, "at": at, "guarded": ppks.secret()})
        run(TOTALS["note"], {"measure": LIST, "period": today.replace(day=1), "at": at})
    return written
