"""The newest of two sides are set side by side; what they were is kept for the next time, what is older is not."""

import shutil
from collections.abc import Callable
from datetime import datetime

from django.db.models import Q

from kesos.audit import services as audit
from kesos.bulk.sql import one_at_a_time
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.foundation.written import day
from kesos.padan.engines import engine
from kesos.padan.engines.full import room
from kesos.padan.models import Run, Snapshot
from kesos.padan.services import matching
from kesos.padan.services.alone import alone
from kesos.padan.services.snapshots import POPULATION, REGISTRY, kind_of, may, named, ready_ones
from kesos.padan.snapshots.places import Place, place

KEPT = 2  # snapshots of each side: lists and the population may be compared on different days
Kind = Snapshot.Kind
Say = Callable[[int, int], None]


def compare(*, source: str = POPULATION, by: Actor, at: datetime, say: Say = lambda done, of: None) -> Run:
    """The newest of both sides, whole at first, later only what changed; a cut run is carried on.

    Raises NotAllowed, Refused, EngineGone, DiskFull, UnderWay.
    """
    may(by)
    with alone(f"Pembandingan {named(source)}"), room():
        run = _opened(source, by=by, at=at)
        matching.carry_on(run, at=at, say=say, done=lambda: _note(run, by=by, at=at))
        _forget(source, at=at)
    return run


def _note(run: Run, *, by: Actor, at: datetime) -> None:
    counts = {step: run.counts.get(step, 0) for step in ("new", "changed", "gone")}
    with acting(by):
        audit.record(
            "padan.compared", by=by, at=at, subject=f"padan-run:{run.pk}", source=named(run.source),
            as_of=day(run.other.as_of), ours=day(run.registry.as_of), engine=run.engine, whole=run.is_whole, **counts,
        )  # fmt: skip


def _forget(source: str, *, at: datetime) -> None:
    """Of each side the newest is compared with next time; what is older is thrown away with its files."""
    for kind, of in ((Kind.REGISTRY, REGISTRY), (kind_of(source), source)):
        for old in ready_ones(kind, of)[KEPT:]:
            if Run.objects.filter(Q(registry=old) | Q(other=old) | Q(population=old), state="matching").exists():
                continue  # a run that was cut off still reads it
            shutil.rmtree(place(kind.value, old.pk).folder, ignore_errors=True)
            Snapshot.objects.filter(pk=old.pk).update(removed_at=at)


def _opened(source: str, *, by: Actor, at: datetime) -> Run:
    with acting(SYSTEM):
        one_at_a_time("padan run", 0)
        if cut := Run.objects.filter(source=source, state=Run.State.MATCHING).first():
            return _carried_by(cut)
        registry, other = _latest(Kind.REGISTRY, REGISTRY), _latest(kind_of(source), source)
        population = None if source == POPULATION else _latest(Kind.POPULATION, POPULATION)
        last = Run.objects.filter(source=source, state=Run.State.DONE).order_by("-pk").first()
        sides = [registry, other, *([population] if population else [])]
        before = {last.registry_id, last.other_id, last.population_id} if last else set()
        follows = all(side.pk in before or side.before_id in before for side in sides)
        return Run.objects.create(
            source=source, registry=registry, other=other, population=population, is_whole=not follows,
            engine=engine().name, begun_at=at, by_user_id=by.user_id,
        )  # fmt: skip


def latest_of(source: str) -> Place:
    """The files of the newest extract or list. Raises Refused where none was received."""
    found = _latest(kind_of(source), source)
    return place(found.kind, found.pk)


def _carried_by(run: Run) -> Run:
    """Another engine may finish what one has begun; the run names both."""
    name = engine().name
    if name not in run.engine.split(", "):
        run.engine = f"{run.engine}, {name}"
        run.save(update_fields=["engine"])
    return run


def _latest(kind: Snapshot.Kind, source: str) -> Snapshot:
    found = ready_ones(kind, source).first()
    if found is None:
        what = {"registry": "Salin dahulu data Kesos.", "population": "Terima dahulu data kependudukan."}
        raise Refused(what.get(kind.value, f"Terima dahulu daftar {source}."), code="snapshot_missing")
    return found
