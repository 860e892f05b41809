"""Cases that go on in another month, and deadlines counted again."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from kesos.audit.services import record
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.workflow import judging


@transaction.atomic
def move_to_period(*, case_ids: Sequence[int], period: date, by: Actor, at: datetime) -> int:
    """Open cases go on in another month (a kelurahan without minutes on the day). Returns how many changed."""
    told = judging.standing(by) | {"ids": list(case_ids), "period": period.replace(day=1)}
    with acting(by), connection.cursor() as cursor:
        cursor.execute(judging.sql("lock"), told)
        told["found"] = [row[0] for row in cursor.fetchall()]
        if len(told["found"]) < len(set(case_ids)):
            raise NotFound()
        cursor.execute(statements("kesos.workflow", "sql/again.sql")["period"], told)
        changed = cursor.rowcount
        count_terms_again(told["found"])
        if changed:
            record("workflow.period_changed", by=by, at=at, subject="period", count=changed, period=f"{period:%Y-%m}")
    return changed


def count_terms_again(case_ids: Sequence[int] | None = None, *, area: str = "") -> int:
    """Count the deadlines of open cases anew: of these, or of all in an area. Returns how many changed."""
    count = statements("kesos.workflow", "sql/again.sql")["count"]
    terms = statements("kesos.workflow", "sql/terms.sql")["terms"]
    with connection.cursor() as cursor:
        ids = None if case_ids is None else list(case_ids)
        cursor.execute(count.replace("{terms}", terms), {"ids": ids, "area": area})
        return cursor.rowcount
