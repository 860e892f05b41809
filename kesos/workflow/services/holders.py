"""Open cases that somebody else holds from now on: a family given to another companion takes its cases along."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from kesos.audit.services import record
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.workflow import judging


@transaction.atomic
def give_to_holder(*, case_ids: Sequence[int], holder: str, by: Actor, at: datetime) -> int:
    """Only cases that an area owns as well; those of an institution stay with it. Returns how many changed.

    Whoever calls has judged that the holder may have them. Raises NotFound for a case out of the actor's reach.
    """
    told = judging.standing(by) | {"ids": list(case_ids), "holder": holder}
    with acting(by), connection.cursor() as cursor:
        cursor.execute(judging.sql("lock"), told)
        told["found"] = [row[0] for row in cursor.fetchall()]
        if len(told["found"]) < len(set(case_ids)):
            raise NotFound()
        cursor.execute(statements("kesos.workflow", "sql/again.sql")["holder"], told)
        changed = cursor.rowcount
        if changed:
            record("workflow.holder_changed", by=by, at=at, subject=holder, count=changed)
    return changed
