"""The registry's feed is read page after page; each page is kept before the next is asked for."""

from collections.abc import Callable
from datetime import datetime

from kesos.audit import services as audit
from kesos.bulk.sql import rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.journeys.models import Event, Feed
from kesos.journeys.models.feeds import DUKCAPIL
from kesos.journeys.ports import NeighbourSilent, PopulationFeed
from kesos.journeys.services import apply, receive

PULL = "feed.pull"
MOST_PAGES = 1_000  # of one run: a feed that never ends must not hold the worker for ever


def pull(*, feed: Callable[[], PopulationFeed], by: Actor, at: datetime) -> int:
    """How many new events. A failure is kept as a sentence, with what came before it. Raises NeighbourSilent."""
    new = 0
    try:
        source = feed()
        for _ in range(MOST_PAGES):
            page = source.after(cursor())
            with acting(SYSTEM):
                taken = receive.take_in(page.events, origin=Event.Origin.FEED, by=by, at=at)
                _note(at, cursor=page.cursor, taken=taken.new)
            new += taken.new
            if not page.more:
                break
    except NeighbourSilent as silent:
        with acting(SYSTEM):
            _note(at, said=silent.sentence)
        raise
    finally:
        apply.apply_waiting(at=at)
    if new:
        with acting(SYSTEM):
            audit.record("journeys.feed_asked", by=by, at=at, subject="feed", new=new)
    return new


def cursor() -> str:
    with acting(SYSTEM):
        return Feed.objects.filter(pk=DUKCAPIL).values_list("cursor", flat=True).first() or ""


def _note(at: datetime, *, cursor: str | None = None, taken: int = 0, said: str = "") -> None:
    rows(_NOTE, {"name": DUKCAPIL, "at": at, "cursor": cursor, "taken": taken, "said": said[:300]})


_NOTE = """
insert into journeys_feed as f (name, cursor, heard_at, asked_at, said, taken)
values (%(name)s, coalesce(%(cursor)s::text, ''), case when %(said)s = '' then %(at)s::timestamptz end, %(at)s,
    %(said)s, %(taken)s)
on conflict (name) do update set cursor = coalesce(%(cursor)s::text, f.cursor),
    heard_at = coalesce(excluded.heard_at, f.heard_at), asked_at = excluded.asked_at, said = excluded.said,
    taken = f.taken + excluded.taken
returning 1
"""
