"""The sessions of one user: what is open, and ending the others."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
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


@transaction.atomic
def forget_over(*, at: datetime) -> int:
    """Sessions that ran out, and the devices noted for sessions that are no more. Returns how many sessions."""
    over, _ = Session.objects.filter(expire_date__lt=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return over


def _user(by: Actor) -> User:
    return User.objects.get(pk=by.user_id)
