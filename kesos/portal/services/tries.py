"""Wrong tries at the public entrances: counted by a keyed mark, never by a number or an address itself."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection

from kesos.access import settings_store
from kesos.foundation.errors import TooMany
from kesos.portal.models import EntranceTry

BY_ADDRESS, BY_NUMBER = "portal.wrong_tries_an_hour", "portal.wrong_tries_a_number"
_COUNT = """
insert into portal_entrancetry (mark, hour, n) select m, %(hour)s, 1 from unnest(%(marks)s::text[]) m
on conflict (mark, hour) do update set n = portal_entrancetry.n + 1
"""


def refuse_too_many(told: Mapping[str, str], *, at: datetime) -> None:
    """`told` is what to count by, under its limit. Raises TooMany once a limit of this hour is reached."""
    for limit, what in told.items():
        tried = EntranceTry.objects.filter(mark=_mark(limit, what, at), hour=_hour(at)).values_list("n", flat=True)
        if sum(tried) >= settings_store.number(limit, at=at):
            raise TooMany("Terlalu banyak percobaan. Coba lagi satu jam lagi, atau datanglah ke kelurahan.")


def count_wrong(told: Mapping[str, str], *, at: datetime) -> None:
    with connection.cursor() as cursor:
        marks = sorted(_mark(limit, what, at) for limit, what in told.items())
        cursor.execute(_COUNT, {"marks": marks, "hour": _hour(at)})
    EntranceTry.objects.filter(hour__lt=_hour(at) - timedelta(days=1)).delete()


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _mark(limit: str, what: str, at: datetime) -> str:
    """A keyed hash that changes every day."""
    key = f"{settings.SECRET_KEY}:{limit}:{at.astimezone(UTC):%Y-%m-%d}".encode()
    return hmac.new(key, what.encode(), hashlib.sha256).hexdigest()
