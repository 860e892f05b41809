"""The sessions of one user: what is open, and ending the others."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from kesos.access.models import User
from kesos.audit import services as audit
from kesos.foundation.actor import Actor


def open_sessions(by: Actor) -> list[UserSession]:
    return UserSession.objects.purge_and_list(_user(by))


@transaction.atomic
def end_others(*, by: Actor, at: datetime, keep: str | None) -> int:
    """End every session of the actor but the one they are in. Returns how many."""
    ended = [session for session in open_sessions(by) if session.session_key != keep]
    for session in ended:
        session.end()
    if ended:
        audit.record("access.sessions_ended", by=by, at=at, subject=f"user:{by.user_id}", count=len(ended))
    return len(ended)


def _user(by: Actor) -> User:
    return User.objects.get(pk=by.user_id)
