"""What a death or a move does to memberships in programmes: the one place that knows how they are kept."""

from collections.abc import Sequence
from datetime import datetime

from kesos.bulk.sql import run
from kesos.bulk.statements import statements

SQL = statements("kesos.journeys", "sql/aid.sql")


def end_by_death(events: Sequence[int], *, at: datetime) -> int:
    """The dead person's own end at once; the family's wait for another manager where manager or head has died."""
    told = {"ids": list(events), "at": at}
    ended = run(SQL["note_deaths"], told)
    if ended:
        run(SQL["end"], told | {"state": "NONAKTIF_MENINGGAL", "moves": []})
    return ended


def give_back(events: Sequence[int], *, at: datetime) -> int:
    """After a correction: what nobody else has been given meanwhile."""
    return run(SQL["give_back"], {"ids": list(events), "at": at})
