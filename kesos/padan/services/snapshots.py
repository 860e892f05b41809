"""Snapshots are taken: an extract or a list that was sent, and what the registry holds."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from kesos.audit import services as audit
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, Refused
from kesos.foundation.written import day
from kesos.padan.engines.full import room
from kesos.padan.models import Snapshot
from kesos.padan.services.alone import alone
from kesos.padan.snapshots.mirror import mirror
from kesos.padan.snapshots.places import Place, place
from kesos.padan.snapshots.take import Taken, take

RUN = "padan.run"
REGISTRY, POPULATION = "kesos", "kependudukan"
Kind = Snapshot.Kind
Say = Callable[[int, int], None]


def receive(
    files: Sequence[Path], *, source: str = POPULATION, as_of: date, by: Actor, at: datetime,
    say: Say = lambda done, of: None,
) -> Snapshot:  # fmt: skip
    """An extract of the population registry, or the list of a programme's recipients. The same content once.

    Goes on where it was cut off. Raises NotAllowed, Refused, Unreadable, DiskFull, UnderWay.
    """
    may(by)
    kind = kind_of(source)
    with alone(f"Penerimaan {named(source)}"), room():
        told = {"as_of": as_of, "digest": _digest(files), "file_name": _written(files)}
        found = _begun(kind, source, told, by=by, at=at)
        if found.ready_at is None:
            taken = take(files, kind.value, place(kind.value, found.pk), before=_place(found.before), say=say)
            _ready("padan.received", found, taken, by=by, at=at)
    return found


def refresh_mirror(*, by: Actor, at: datetime) -> Snapshot:
    """What the registry holds now. Raises NotAllowed, DiskFull, UnderWay."""
    may(by)
    with alone("Penyalinan data Kesos"), room():
        found = _begun(Kind.REGISTRY, REGISTRY, {"as_of": localdate(at)}, by=by, at=at)
        taken = mirror(place(Kind.REGISTRY.value, found.pk), before=_place(found.before))
        _ready("padan.mirrored", found, taken, by=by, at=at)
    return found


def may(by: Actor) -> None:
    """Comparing is done for the whole registry: whoever holds it anywhere may."""
    if not by.areas(RUN):
        raise NotAllowed


def kind_of(source: str) -> Snapshot.Kind:
    return Kind.POPULATION if source == POPULATION else Kind.LIST


def named(source: str) -> str:
    return "data kependudukan" if source == POPULATION else f"daftar {source}"


def ready_ones(kind: Snapshot.Kind, source: str) -> QuerySet[Snapshot]:
    """Of one side, the newest first."""
    return Snapshot.objects.filter(kind=kind, source=source, ready_at__isnull=False, removed_at=None).order_by("-pk")


def _begun(kind: Snapshot.Kind, source: str, told: dict[str, Any], *, by: Actor, at: datetime) -> Snapshot:
    """The one this content belongs to, or the one that was cut off; else a new one that follows the latest."""
    mine = Snapshot.objects.filter(kind=kind, source=source, removed_at=None)
    digest = told.get("digest")
    known = mine.filter(digest=digest).order_by("-pk").first() if digest else mine.filter(ready_at=None).first()
    if known:
        return known
    latest = ready_ones(kind, source).first()
    if kind != Kind.REGISTRY:
        _in_time(source, told["as_of"], latest, at)
    return Snapshot.objects.create(kind=kind, source=source, before=latest, taken_at=at, by_user_id=by.user_id, **told)


def _in_time(source: str, as_of: date, latest: Snapshot | None, at: datetime) -> None:
    """What was true a month ago does not overrule what is known by now."""
    if as_of > localdate(at):
        raise Refused(f"Tanggal keadaan data {day(as_of)} belum tiba. Periksa tanggalnya.", code="as_of")
    if latest and as_of < latest.as_of:
        raise Refused(
            f"Keadaan {named(source)} per {day(as_of)} lebih lama daripada yang sudah diterima, per "
            f"{day(latest.as_of)}. Periksa tanggalnya, atau minta data yang lebih baru.", code="as_of",
        )  # fmt: skip


def _ready(event: str, found: Snapshot, taken: Taken, *, by: Actor, at: datetime) -> None:
    """It may be compared from now on, and the audit knows who brought it: both, or neither."""
    with transaction.atomic(), acting(by):
        found.counts, found.ready_at = asdict(taken), at
        found.save(update_fields=["counts", "ready_at"])
        audit.record(
            event, by=by, at=at, subject=f"snapshot:{found.pk}", source=named(found.source).capitalize(),
            as_of=day(found.as_of), file=found.file_name, rows=taken.rows, rejected=taken.rejected,
            doubled=taken.doubled,
        )  # fmt: skip


def _place(found: Snapshot | None) -> Place | None:
    return place(found.kind, found.pk) if found else None


def _written(files: Sequence[Path]) -> str:
    return files[0].name if len(files) == 1 else f"{len(files)} berkas"


def _digest(files: Sequence[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        with file.open("rb") as content:
            whole.update(hashlib.file_digest(content, "sha256").digest())
    return whole.hexdigest()
