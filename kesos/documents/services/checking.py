"""The public check with its soft limit: wrong codes are counted, right ones never are."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from kesos.documents.queries.check import Checked, check
from kesos.foundation.errors import TooMany

MISSES, MINUTES = 30, 10
_COUNT = """
insert into documents_checkmiss (caller, stretch, misses) values (%(caller)s, %(stretch)s, 1)
on conflict (caller, stretch) do update set misses = documents_checkmiss.misses + 1
"""
_FORGET = "delete from documents_checkmiss where stretch < %(old)s"
_TRIED = "select misses from documents_checkmiss where caller = %(caller)s and stretch = %(stretch)s"


@transaction.atomic
def check_letter(*, typed: str, address: str, at: datetime) -> Checked | None:
    """Raises TooMany after thirty wrong codes in ten minutes from one address."""
    stretch = at.astimezone(UTC).replace(minute=at.minute // MINUTES * MINUTES, second=0, microsecond=0)
    told: dict[str, str | datetime] = {
        "caller": _caller(address, at),
        "stretch": stretch,
        "old": stretch - timedelta(days=1),
    }
    with connection.cursor() as cursor:
        cursor.execute(_TRIED, told)
        tried = cursor.fetchone()
        if tried and tried[0] >= MISSES:
            raise TooMany("Terlalu banyak kode yang salah dari jaringan ini. Coba lagi sepuluh menit lagi.")
        found = check(typed, at=at)
        if found is None:
            cursor.execute(_COUNT, told)
            cursor.execute(_FORGET, told)
    return found


def _caller(address: str, at: datetime) -> str:
    """Not the address itself: a keyed hash that changes every day."""
    key = f"{settings.SECRET_KEY}:cek:{at.astimezone(UTC):%Y-%m-%d}".encode()
    return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()
