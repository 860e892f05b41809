"""What a death or a move does to memberships in programmes: what `programmes` does, and which event it was for."""

from collections.abc import Sequence
from datetime import datetime

from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.foundation.actor import SYSTEM
from kesos.programmes.services import deaths, memberships

SQL = statements("kesos.journeys", "sql/aid.sql")
ALIVE = "Koreksi peristiwa kematian dari Dukcapil"


def end_by_death(events: Sequence[int], people: Sequence[int], *, at: datetime) -> int:
    """The dead person's own end at once; the family's wait for another manager where manager or head has died."""
    moved = deaths.end_by_death(people=people, at=at)
    if moved.enrolments:
        run(SQL["note_deaths"], {"events": list(events), "enrolments": moved.enrolments, "at": at})
    return len(moved.enrolments)


def give_back(events: Sequence[int], *, at: datetime) -> int:
    """After a correction: what nobody else has been given meanwhile."""
    taken = [enrolment for (enrolment,) in rows(SQL["taken"], {"events": list(events)})]
    if not taken:
        return 0
    moved = deaths.alive_again(enrolments=taken, paper=ALIVE, at=at)
    return run(SQL["restored"], {"enrolments": moved.enrolments, "at": at})


def end_by_leaving(move: int, *, at: datetime) -> int:
    """Programmes of the region end outside it; those of the centre follow the family."""
    found = [enrolment for (enrolment,) in rows(SQL["of_the_region"], {"move": move})]
    if not found:
        return 0
    moved = memberships.move(action="pindah_luar_kabkota", enrolments=found, by=SYSTEM, at=at)
    return run(SQL["note_leaving"], {"move": move, "enrolments": moved.enrolments, "at": at})
