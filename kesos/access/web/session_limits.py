"""How long a session lasts: a while without use, and never longer than a working day.

The ends stand in the session itself, so that a request asks the database for the limits once a minute at most.
"""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from kesos.access import settings_store

IDLE, AGE = "diam", "lama"
AFTERWARDS = timedelta(hours=1)  # kept a little longer than it is worth, so that a page can say why it is over


def over(session: SessionBase, *, at: datetime, passive: bool = False) -> str | None:
    """Why the session has ended, or None; use prolongs it, a passive look does not."""
    now = int(at.timestamp())
    if "ends_at" not in session:
        _begin(session, at)
    elif now >= session["ends_at"]:
        return AGE
    elif now >= session["idle_until"]:
        return IDLE
    elif not passive and now - session["seen_at"] >= 60:
        prolong(session, at=at)
    return None


def seconds_left(session: SessionBase, *, at: datetime) -> int:
    return max(min(session["ends_at"], session["idle_until"]) - int(at.timestamp()), 0)


def _begin(session: SessionBase, at: datetime) -> None:
    lasts = settings_store.minutes("session.absolute_minutes", at=at)
    session["ends_at"] = int((at + lasts).timestamp())
    session.set_expiry(at + lasts + AFTERWARDS)
    prolong(session, at=at)


def prolong(session: SessionBase, *, at: datetime) -> None:
    session["seen_at"] = int(at.timestamp())
    session["idle_until"] = int((at + settings_store.minutes("session.idle_minutes", at=at)).timestamp())


def warns_below(*, at: datetime) -> int:
    """Seconds before the end from which the page says so."""
    return int(settings_store.minutes("session.warn_minutes", at=at).total_seconds())
