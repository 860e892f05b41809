"""The same request again gets the first answer; nothing is done twice.

The key is claimed in the transaction of the act itself. A second request with it waits on the unique constraint until
the first has ended: committed, its answer is given again; rolled back, the second is carried out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from kesos.access import settings_store
from kesos.access.models import GivenAnswer
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused

HOURS = "api.idempotency_hours"
LONGEST_KEY = 200


class KeyRefused(Refused):
    code = "idempotency_key_refused"
    status = 422


class KeyReused(Refused):
    """The key belongs to another request of this user."""

    code = "idempotency_key_reused"


@dataclass(frozen=True, slots=True)
class Given:
    status: int
    answer: str


def claim(*, key: str, fingerprint: str, by: Actor, at: datetime) -> Given | None:
    """None where the act is to be done now; else the answer it was given. Raises KeyRefused, KeyReused.

    To be called while acting, in the transaction of the act.
    """
    if not (1 <= len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise KeyRefused(f"Idempotency-Key: 1–{LONGEST_KEY} huruf atau angka tanpa tanda khusus.")
    told: dict[str, int | str | datetime] = {
        "user": by.user_id,
        "key": key,
        "fingerprint": fingerprint,
        "at": at,
        "ends_at": at + timedelta(hours=settings_store.number(HOURS, at=at)),
    }
    with connection.cursor() as cursor:
        cursor.execute(statements("kesos.access", "sql/idempotency.sql")["claim"], told)
        if cursor.fetchone():
            return None
    known = GivenAnswer.objects.get(user_id=by.user_id, key=key)
    if known.fingerprint != fingerprint:
        raise KeyReused("Idempotency-Key ini sudah dipakai untuk permintaan lain. Pakai kunci baru.")
    return Given(known.status or 200, known.answer)


def keep(*, key: str, status: int, answer: str, by: Actor) -> None:
    """The answer of the act that holds the key, in its transaction."""
    GivenAnswer.objects.filter(user_id=by.user_id, key=key).update(status=status, answer=answer)


def forget_ended(*, at: datetime) -> int:
    """Answers whose time is over; returns how many. Run by night, as the system."""
    return GivenAnswer.objects.filter(ends_at__lte=at).delete()[0]
