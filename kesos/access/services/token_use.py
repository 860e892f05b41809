"""How often a token asks in a minute: counted by all web processes together, whatever became of the request."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from kesos.access import settings_store
from kesos.access.models import TokenUse
from kesos.foundation.errors import TooMany

LIMIT = "api.requests_a_minute"
KEPT = timedelta(days=1)
_USED = f"""
select coalesce((select u.n from access_tokenuse u where u.token_id = %(token)s and u.minute = %(minute)s), 0),
    ({settings_store.IN_FORCE})
"""  # noqa: S608 our own statement inside our own


def refuse_above_limit(*, token_id: int, at: datetime) -> None:
    """Raises TooMany where the token has used up this minute."""
    with connection.cursor() as cursor:
        cursor.execute(_USED, {"token": token_id, "minute": _minute(at), "key": LIMIT, "at": at})
        used, limit = cursor.fetchone()
    most = settings_store.number(LIMIT, at=at) if limit is None else int(limit)  # raises where there is none
    if used >= most:
        raise TooMany(f"Token ini sudah dipakai {most} kali dalam menit ini. Tunggu satu menit, lalu ulangi.")


@transaction.atomic
def note(*, token_id: int, at: datetime) -> None:
    """In a transaction of its own after the request, so that two requests of one token never wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("set local synchronous_commit = off")
        cursor.execute(
            "insert into access_tokenuse as u (token_id, minute, n) values (%s, %s, 1) "
            "on conflict (token_id, minute) do update set n = u.n + 1",
            [token_id, _minute(at)],
        )


def forget_old(*, at: datetime) -> int:
    """Minutes that no limit asks about any more. Run by night, as the system."""
    return TokenUse.objects.filter(minute__lt=at - KEPT).delete()[0]


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
