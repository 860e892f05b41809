"""Which jobs an actor sees: one's own, and those of one's area with `job.view`."""

from django.db.models import Q, QuerySet

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.jobs.models import JobRun

VIEW = "job.view"


def visible_to(actor: Actor) -> QuerySet[JobRun]:
    seen = Q(user_id=actor.user_id)
    for area in actor.areas(VIEW):
        seen |= Q(region_code__startswith=area)
    return JobRun.objects.filter(seen)


def mine(actor: Actor, *, limit: int = 20, before: int | None = None) -> list[JobRun]:
    """One page, newest first; `before` is the last id of the page before."""
    found = visible_to(actor).filter(user_id=actor.user_id).order_by("-id")
    return list((found.filter(pk__lt=before) if before else found)[:limit])


def by_id(actor: Actor, run_id: int) -> JobRun:
    run = visible_to(actor).filter(pk=run_id).first()
    if run is None:
        raise NotFound("Pekerjaan tidak ditemukan.")
    return run
