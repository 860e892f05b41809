"""One comparison: match bucket by bucket into Parquet, and write what it says into PostgreSQL, bucket by bucket.

While one bucket is written, the next is matched. Either may be cut off by anything and begun again: what is finished is
not done twice, and nobody reads a half.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

from kesos.bulk import abreast
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.engines import Engine, Task, duck, engine
from kesos.padan.models import Run
from kesos.padan.services import writing
from kesos.padan.services.snapshots import POPULATION
from kesos.padan.snapshots.places import BUCKETS, place, root, with_buckets

MATCH = {name: with_buckets(text) for name, text in statements("kesos.padan", "sql/match.sql").items()}
Say = Callable[[int, int], None]


def carry_on(run: Run, *, at: datetime, say: Say, done: Callable[[], None]) -> None:
    """To its end, from wherever it stands; `done` with it, or not at all. Raises EngineGone, DiskFull."""
    sides = _Sides(run)
    with duck.connected():  # opened once for all that follows
        write(run, sides, match(run, sides, engine()), at=at, say=say)
    with acting(SYSTEM):
        Run.objects.filter(pk=run.pk).update(state=Run.State.DONE, finished_at=at)
        run.refresh_from_db()
        done()
    shutil.rmtree(sides.findings, ignore_errors=True)


class _Sides:
    """The files of both sides of a run, and where its findings go."""

    def __init__(self, run: Run) -> None:
        self.statement = "population" if run.source == POPULATION else "list"
        self.whole = run.is_whole
        self.places = {"registry": place("registry", run.registry_id)}
        self.places[self.statement] = place(self.statement, run.other_id)
        if run.population_id:
            self.places["population"] = place("population", run.population_id)
        last = Run.objects.filter(source=run.source, state=Run.State.DONE).order_by("-pk").first()
        before = {last.registry_id, last.other_id, last.population_id} if last else set()
        self.newer = {name for name, side in self.places.items() if int(side.folder.name) not in before}
        self.findings = root() / "temuan" / str(run.pk)
        self.findings.mkdir(parents=True, exist_ok=True)

    def task(self, buckets: Sequence[int]) -> Task:
        files = {name: [file for n in buckets for file in side.files(n)] for name, side in self.places.items()}
        if self.whole:
            return Task(files, MATCH[self.statement], self.findings, buckets)
        # only whom something new was said of, on either side
        asked = "registry" if self.statement == "population" else "list"
        files |= {"every_one": files.pop(asked), "changed": self.changed(buckets)}
        narrowed = {asked: MATCH["narrowed"]}
        return Task(files, MATCH[self.statement], self.findings, buckets, narrowed)

    def changed(self, buckets: Sequence[int]) -> list[Path]:
        """Of the sides that are others than in the run before."""
        return [side.changed(n) for name, side in self.places.items() if name in self.newer for n in buckets]

    def size(self, number: int) -> int:
        return sum(side.size(number) for side in self.places.values())

    def said(self, number: int) -> Path:
        return self.findings / f"{number:02d}"


def match(run: Run, sides: _Sides, by: Engine) -> Iterator[int]:
    """Each bucket that is not written yet, when its findings lie there as Parquet: who asks for the next matches it.

    Where neither side is newer than the last run's, there is nothing to find.
    """
    left = [n for n in range(BUCKETS) if n not in run.written]
    idle = not sides.whole and not sides.newer
    missing = [] if idle else [n for n in left if not sides.said(n).exists()]
    yield from (n for n in left if n not in missing)
    for buckets in by.portions({n: sides.size(n) for n in missing}):
        by.run(sides.task(buckets))
        yield from buckets


def write(run: Run, sides: _Sides, ready: Iterator[int], *, at: datetime, say: Say) -> None:
    """In two threads, each bucket one transaction; so at most one is matched ahead of who writes."""
    done = count(len(run.written) + 1)

    def act(number: int) -> None:
        looked_at = None if run.is_whole else sides.changed([number])
        writing.write(run, number, sides.said(number), looked_at, at=at)
        say(next(done), BUCKETS)

    abreast.each(ready, act)
