"""Figures kept for a while: what everybody of an office looks at all day is counted once, not at each look."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from kesos.bulk.sql import one_at_a_time, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM

SQL = statements("kesos.programmes", "sql/kept.sql")
Count = Callable[[list[str]], Mapping[str, int]]
FORGOTTEN_AFTER = timedelta(days=7)


def kept(name: str, places: Sequence[str], *, lasts: timedelta, count: Count) -> dict[str, int]:
    """By place, none left out. `count` is asked for the places whose number is older than `lasts` or not there.

    It runs as the system and may tell more places than it was asked for; a place it leaves out has none.
    """
    told = {"name": name, "places": list(places), "lasts": lasts}
    with acting(SYSTEM):
        found = dict(rows(SQL["fresh"], told))
        if len(found) < len(places):
            one_at_a_time(f"kept {name} {min(places)[:4]}", 0)  # who comes second waits until the first has counted
            found = dict(rows(SQL["fresh"], told))
            if missing := [place for place in places if place not in found]:
                counted = count(missing)
                found |= {place: int(counted.get(place, 0)) for place in (*missing, *counted)}
                new = sorted({*missing, *counted})
                run(SQL["keep"], {"name": name, "places": new, "numbers": [found[place] for place in new]})
    return {place: found[place] for place in places}


def forget(*, at: datetime) -> int:
    """What nobody has looked at for a week; returns how many."""
    with acting(SYSTEM):
        return run(SQL["forget"], {"before": at - FORGOTTEN_AFTER})
