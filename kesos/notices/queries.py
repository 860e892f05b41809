"""One's own notices."""

from django.db.models import QuerySet

from kesos.foundation.actor import Actor
from kesos.notices.models import Notice


def visible_to(actor: Actor) -> QuerySet[Notice]:
    return Notice.objects.filter(user_id=actor.user_id)


def latest(actor: Actor, *, limit: int = 30, before: int | None = None) -> list[Notice]:
    """One page, newest first; `before` is the last id of the page before."""
    found = visible_to(actor).order_by("-id")
    return list((found.filter(pk__lt=before) if before else found)[:limit])


def unread(actor: Actor, *, most: int = 100) -> int:
    """Counted only so far as a badge shows."""
    return visible_to(actor).filter(read_at=None)[:most].count()
