"""Snapshots are taken and compared: what comes in, what the registry holds, and which two are set side by side."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from kesos.bulk.sql import one_at_a_time
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed, Refused
from kesos.padan.engines import engine
from kesos.padan.models import Run, Snapshot
from kesos.padan.services import matching
from kesos.padan.services.matching import POPULATION
from kesos.padan.snapshots.mirror import mirror
from kesos.padan.snapshots.places import Place, place
from kesos.padan.snapshots.take import Taken, take

RUN = "padan.run"
REGISTRY = "kesos"
KEPT = 2  # snapshots of each side: lists and the population may be compared on different days
Kind = Snapshot.Kind
Say = Callable[[int, int], None]


def receive(
    files: Sequence[Path], *, source: str = POPULATION, as_of: date, by: Actor, at: datetime,
    say: Say = lambda done, of: None, memory: str = "",
) -> Snapshot:  # fmt: skip
    """An extract of the population registry, or the list of a programme's recipients. The same content once.

    Goes on where it was cut off. Raises NotAllowed, Unreadable, DiskFull.
    """
    _may(by)
    kind = Kind.POPULATION if source == POPULATION else Kind.LIST
    digest = _digest(files)
    name = files[0].name if len(files) == 1 else f"{len(files)} berkas"
    found = _begun(kind, source, as_of=as_of, digest=digest, file_name=name, by=by, at=at)
    if found.ready_at is None:
        into = place(kind.value, found.pk)
        _ready(found, take(files, kind.value, into, before=_place(found.before), say=say, memory=memory), at=at)
    return found


def refresh_mirror(*, by: Actor, at: datetime, memory: str = "") -> Snapshot:
    """What the registry holds now. Raises NotAllowed, DiskFull."""
    _may(by)
    found = _begun(Kind.REGISTRY, REGISTRY, as_of=localdate(at), digest="", file_name="", by=by, at=at)
    _ready(found, mirror(place(Kind.REGISTRY.value, found.pk), before=_place(found.before), memory=memory), at=at)
    return found


def compare(*, source: str = POPULATION, by: Actor, at: datetime, say: Say = lambda done, of: None) -> Run:
    """The newest of both sides, whole at first, later only what changed; a cut run is carried on. Raises Refused."""
    _may(by)
    run = matching.carry_on(_opened(source, by=by, at=at), at=at, say=say)
    _forget(source, at=at)
    return run


def _forget(source: str, *, at: datetime) -> None:
    """Of each side the newest is compared with next time; what is older is thrown away with its files."""
    for kind, of in ((Kind.REGISTRY, REGISTRY), (_kind(source), source)):
        for old in _ready_ones(kind, of)[KEPT:]:
            if Run.objects.filter(Q(registry=old) | Q(other=old) | Q(population=old), state="matching").exists():
                continue  # a run that was cut off still reads it
            shutil.rmtree(place(kind.value, old.pk).folder, ignore_errors=True)
            Snapshot.objects.filter(pk=old.pk).update(removed_at=at)


def _may(by: Actor) -> None:
    """Comparing is done for the whole registry: whoever holds it anywhere may."""
    if not by.areas(RUN):
        raise NotAllowed


def _opened(source: str, *, by: Actor, at: datetime) -> Run:
    with acting(SYSTEM):
        one_at_a_time("padan run", 0)
        if cut := Run.objects.filter(source=source, state=Run.State.MATCHING).first():
            return cut
        registry, other = _latest(Kind.REGISTRY, REGISTRY), _latest(_kind(source), source)
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
    found = _latest(_kind(source), source)
    return place(found.kind, found.pk)


def _kind(source: str) -> Snapshot.Kind:
    return Kind.POPULATION if source == POPULATION else Kind.LIST


def _latest(kind: Snapshot.Kind, source: str) -> Snapshot:
    found = _ready_ones(kind, source).first()
    if found is None:
        what = {"registry": "Salin dahulu data Kesos.", "population": "Terima dahulu data kependudukan."}
        raise Refused(what.get(kind.value, f"Terima dahulu daftar {source}."), code="snapshot_missing")
    return found


def _ready_ones(kind: Snapshot.Kind, source: str) -> QuerySet[Snapshot]:
    return Snapshot.objects.filter(kind=kind, source=source, ready_at__isnull=False, removed_at=None).order_by("-pk")


@transaction.atomic
def _begun(
    kind: Snapshot.Kind, source: str, *, as_of: date, digest: str, file_name: str, by: Actor, at: datetime
) -> Snapshot:
    """The one this content belongs to, or the one that was cut off; else a new one that follows the latest."""
    one_at_a_time(f"padan snapshot {kind.value} {source}", 0)
    mine = Snapshot.objects.filter(kind=kind, source=source, removed_at=None)
    known = mine.filter(digest=digest).order_by("-pk").first() if digest else mine.filter(ready_at=None).first()
    return known or Snapshot.objects.create(
        kind=kind, source=source, as_of=as_of, digest=digest, file_name=file_name,
        before=_ready_ones(kind, source).first(), taken_at=at, by_user_id=by.user_id,
    )  # fmt: skip


def _ready(found: Snapshot, taken: Taken, *, at: datetime) -> None:
    found.counts, found.ready_at = asdict(taken), at
    found.save(update_fields=["counts", "ready_at"])


def _place(found: Snapshot | None) -> Place | None:
    return place(found.kind, found.pk) if found else None


def _digest(files: Sequence[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        with file.open("rb") as content:
            whole.update(hashlib.file_digest(content, "sha256").digest())
    return whole.hexdigest()
