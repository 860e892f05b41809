"""One comparison: match bucket by bucket into Parquet, then write what it says into PostgreSQL, bucket by bucket.

Either may be cut off by anything and begun again: what is finished is not done twice, and nobody reads a half.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from django.db import connection

from kesos.bulk import abreast
from kesos.bulk.sql import one_at_a_time
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.engines import Engine, Task, duck, engine
from kesos.padan.models import Run
from kesos.padan.models.findings import FLOW
from kesos.padan.services.snapshots import POPULATION
from kesos.padan.snapshots.places import BUCKETS, aside, place, root, with_buckets
from kesos.workflow import services as workflow

MATCH = {name: with_buckets(text) for name, text in statements("kesos.padan", "sql/match.sql").items()}
WRITE = statements("kesos.padan", "sql/write.sql")
Say = Callable[[int, int], None]
COLUMNS = (
    "person_id, nik, bucket, region_code, outcome, differs, likeness, their_name, their_birth_date, their_sex,"
    " their_region, their_death"
)


def carry_on(run: Run, *, at: datetime, say: Say, done: Callable[[], None]) -> None:
    """To its end, from wherever it stands; `done` with it, or not at all. Raises EngineGone, DiskFull."""
    sides = _Sides(run)
    match(sides, engine())
    write(run, sides, at=at, say=say)
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

    def said(self, number: int) -> Path:
        return self.findings / f"{number:02d}"


def match(sides: _Sides, by: Engine) -> None:
    """Findings of each bucket as Parquet. Where neither side is newer than the last run's, there is nothing to find."""
    if not sides.whole and not sides.newer:
        return
    for buckets in by.portions([n for n in range(BUCKETS) if not sides.said(n).exists()]):
        by.run(sides.task(buckets))


def write(run: Run, sides: _Sides, *, at: datetime, say: Say) -> None:
    """Two buckets at a time, each one transaction."""
    left = [n for n in range(BUCKETS) if n not in run.written]
    done = count(BUCKETS - len(left) + 1)

    def act(number: int) -> None:
        _write(run, sides, number, at)
        say(next(done), BUCKETS)

    abreast.each(left, act)


def _write(run: Run, sides: _Sides, number: int, at: datetime) -> None:
    told: dict[str, Any] = {"run": run.pk, "source": run.source, "bucket": number, "whole": run.is_whole}
    with acting(SYSTEM), connection.cursor() as cursor:
        one_at_a_time("padan write", run.pk * BUCKETS + number)
        if Run.objects.filter(pk=run.pk, written__contains=[number]).exists():
            return
        cursor.execute(WRITE["said"])
        with cursor.copy(WRITE["copy_said"]) as copy:
            for piece in _csv(sorted(sides.said(number).glob("*.parquet")), COLUMNS):
                copy.write(piece)
        if not run.is_whole:
            with cursor.copy(WRITE["copy_looked_at"]) as copy:
                for piece in _csv(sides.changed([number]), "nik"):
                    copy.write(piece)
        cursor.execute(WRITE["known"])
        cursor.execute(filled("over"), told)
        if over := [case for (case,) in cursor.fetchall()]:
            workflow.decide_many(flow=FLOW, action="selesai", case_ids=over, by=SYSTEM, at=at)
        counts = {}
        for step in ("gone", "changed", "new"):
            cursor.execute(filled(step), told)
            counts[step] = cursor.rowcount
        cursor.execute(WRITE["forget"])
        _note(run.pk, number, counts)


def filled(step: str) -> str:
    return WRITE[step].replace("{same}", WRITE["same"]).replace("{said}", WRITE["said_so"])


def _note(run_id: int, number: int, counts: dict[str, int]) -> None:
    """The bucket is written, and what came of it: with its rows, or not at all."""
    found = Run.objects.select_for_update().get(pk=run_id)
    found.written.append(number)
    found.counts = {step: found.counts.get(step, 0) + n for step, n in counts.items()}
    found.save(update_fields=["written", "counts"])


def _csv(files: Sequence[Path], columns: str) -> Iterator[bytes]:
    """As COPY reads it, in large pieces."""
    if not files:
        return
    with aside() as folder, duck.connected() as engine:
        out = folder / "temuan.csv"
        engine.execute(
            f"copy (select {columns} from read_parquet({duck.listed(files)})) to '{duck.quoted(out)}'"
            " (format csv, header false)"
        )
        with out.open("rb") as rows:
            while piece := rows.read(1 << 20):
                yield piece
