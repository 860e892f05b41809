"""Writing events, in the transaction of what they tell of."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from kesos.audit import origin, vocabulary
from kesos.audit.details import FullNumber, holds_number, plain
from kesos.database.prepared import prepared
from kesos.foundation.actor import Actor

_MANY = """
insert into audit_event (at, kind, actor_id, actor_name, actor_role, on_behalf_of, request_id,
                         subject, region_code, details)
select %(audit_at)s, %(audit_kind)s, %(audit_actor)s, %(audit_name)s, %(audit_role)s, %(audit_behalf)s,
       %(audit_request)s, said.subject, said.region_code, said.details
from ({select}) as said (subject, region_code, details)
"""


def record(kind: str, *, by: Actor, at: datetime, subject: str = "", region_code: str = "", **details: Any) -> None:
    """Write one event. `subject` is "case:12"; `details` fill the sentence of the kind.

    A NIK inside a text somebody typed is masked; one handed over as a number or subject raises FullNumber.
    """
    vocabulary.require(kind)
    if holds_number(subject):
        raise FullNumber("a number of sixteen digits as the subject of an event")
    with prepared() as cursor:
        cursor.execute(
            "select audit_record(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [at, kind, *_who(by), subject, region_code, _json(details), origin.request_id()],
        )


def record_many(kind: str, *, by: Actor, at: datetime, select: str, params: Mapping[str, Any] | None = None) -> int:
    """Write one event for each row of `select`: subject text, region_code text, details jsonb, in that order.

    For acts on a set whose rows each need their own trace; one statement, whatever the number. Returns how many.
    """
    vocabulary.require(kind)
    user_id, name, role, behalf = _who(by)
    ours: dict[str, Any] = {
        "audit_at": at,
        "audit_kind": kind,
        "audit_actor": user_id,
        "audit_name": name,
        "audit_role": role,
        "audit_behalf": behalf,
        "audit_request": origin.request_id(),
    }
    with connection.cursor() as cursor:
        cursor.execute("select audit_open_month(%s)", [at])
        cursor.execute(_MANY.format(select=select), {**(params or {}), **ours})
        return cursor.rowcount


def _json(details: Mapping[str, Any]) -> str:
    return json.dumps(plain(details), ensure_ascii=False, allow_nan=False)


def _who(by: Actor) -> tuple[int, str, str, str]:
    # an official who acts for another (Plt., Plh.) carries that name
    return by.user_id, by.name, ",".join(sorted(by.roles)), str(getattr(by, "on_behalf_of", "") or "")
