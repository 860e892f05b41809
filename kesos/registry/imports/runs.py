"""What every import does alike: open, map its columns, go slice by slice, end. Each kind brings its own SQL."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from kesos.bulk import staging
from kesos.bulk.models import Batch
from kesos.bulk.sql import row, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.registry.models import ImportMapping, ImportRun, Merge, Source
from kesos.registry.queries.import_runs import own, under_way

SQL = statements("kesos.registry", "sql/import_apply.sql")
IMPORT = "import.run"
SLICE = 25_000
Progress = Callable[[int, int], None]
Write = Callable[[dict[str, int]], None]


class TooManyDoubles(Refused):
    """More doubled rows than the setting admits: the file is refused whole."""

    code = "too_many_doubles"


def silent(done: int, of: int) -> None:
    """No progress asked for."""


def at_once() -> None:
    """Nobody is waited for."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of file: the fields it may fill, the headings under which offices write them, what may not be missing."""

    kind: str
    fields: Mapping[str, tuple[str, ...]] = field(repr=False)
    labels: Mapping[str, str] = field(repr=False)
    required: tuple[str, ...]


def stage_file(*, kind: str, path: Path, file_name: str, sheet: str, by: Actor, at: datetime) -> Batch:
    """A file on disk into staging, for commands; screens do the same in a job."""
    with acting(by):
        batch = staging.open_batch(kind=kind, by=by, at=at, file_name=file_name, sheet=sheet)
    staging.stage(batch_id=batch.pk, path=path, by=by, at=at)
    return batch


def open_run(
    *, shape: Shape, told: Mapping[str, str], batch_id: int, file_name: str, sender: str, dated_on: date,
    region_code: str, by: Actor, at: datetime,
) -> ImportRun:  # fmt: skip
    """Read the headings of a staged batch and offer the columns as this sender's were read the last time in this area.

    `told` says once what holds for every row. Twice for the same batch, kind and `told` gives the same run.
    """
    by.require(IMPORT, region_code)
    with acting(by):
        if known := ImportRun.objects.filter(batch_id=batch_id, kind=shape.kind, told=dict(told)).first():
            return known
        found = staging.heading(batch_id, shape.fields)
        columns = dict(found.columns)
        remembered = ImportMapping.objects.filter(
            sender=sender, region_code=region_code, headings=_print(shape, found.labels)
        ).first()
        if remembered:
            columns = remembered.columns
        return ImportRun.objects.create(
            batch_id=batch_id, kind=shape.kind, told=dict(told), file_name=file_name, sender=sender,
            region_code=region_code, dated_on=dated_on, by_user_id=by.user_id, columns=columns,
            labels=list(found.labels), data_from=found.data_from, created_at=at,
        )  # fmt: skip


def map_columns(
    *, shape: Shape, run_id: int, columns: Mapping[str, int], by: Actor, at: datetime,
    told: Mapping[str, str] | None = None,
) -> ImportRun:  # fmt: skip
    """Say which column is what; remembered for the sender. Raises Refused where a required field has none.

    `told`, where given, takes the place of what was said once for every row at the opening.
    """
    with acting(by):
        found = mine(run_id, by=by)
        if found.state not in (ImportRun.State.STAGED, ImportRun.State.CHECKED):
            raise Refused("Impor ini sudah diterapkan atau dibatalkan; kolomnya tidak dapat diubah lagi.")
        by.require(IMPORT, found.region_code)  # an office may have ended since the file was sent
        if len(set(columns.values())) != len(columns):
            raise Refused("Satu kolom ditunjuk untuk dua isian. Pilih kolom yang berbeda.", code="column_twice")
        found.told = found.told if told is None else dict(told)
        refuse_missing(shape, columns, found.told)
        ImportRun.objects.filter(pk=found.pk).update(
            columns=dict(columns), told=found.told, state=ImportRun.State.STAGED
        )
        ImportMapping.objects.update_or_create(
            sender=found.sender,
            region_code=found.region_code,
            headings=_print(shape, found.labels),
            defaults={"columns": dict(columns), "used_at": at},
        )
        found.refresh_from_db()
        return found


def refuse_missing(shape: Shape, columns: Mapping[str, int], told: Mapping[str, str]) -> None:
    """Raises Refused where a required field has neither a column nor one value for all rows."""
    if lost := [shape.labels[one] for one in shape.required if one not in columns and not told.get(one)]:
        raise Refused(f"Kolom belum ditunjuk: {', '.join(lost)}.", code="columns_missing")


def begin_apply(*, run_id: int, by: Actor, at: datetime) -> ImportRun:
    """The run with its source, ready for slices; an applied one as it stands. Raises NotFound, Refused."""
    with acting(by):
        found = mine(run_id, by=by, lock=True)
        if found.state == ImportRun.State.APPLIED:
            return found
        if found.state not in (ImportRun.State.CHECKED, ImportRun.State.APPLYING):
            raise Refused("Periksa berkas dahulu sebelum menerapkannya.", code="import_not_checked")
        if found.source_id is None:
            _pass_over_merged(found)
            found.source = Source.objects.create(
                kind=Source.Kind.IMPORT, title=f"{found.sender}: {found.file_name}", dated_on=found.dated_on,
                received_at=at, by_user_id=by.user_id, region_code=found.region_code,
            )  # fmt: skip
            ImportRun.objects.filter(pk=run_id).update(source=found.source, state=ImportRun.State.APPLYING)
        return found


def _pass_over_merged(found: ImportRun) -> None:
    """Rows that were judged as somebody who has been merged since are left out: the next file finds who stays."""
    if Merge.objects.filter(at__gte=found.created_at, undone_at=None).exists():
        for table in ("registry_importrow", "registry_factrow"):
            run(SQL["merged_since"].format(table=table), {"run": found.pk})


def each_slice(found: ImportRun, write: Write, *, by: Actor, progress: Progress) -> None:
    """Write the slices not yet written, each in its own transaction as the importing user: row policies hold."""
    for number in range(found.n_slices_done, found.n_slices):
        with acting(by):
            write(lines(found, number))
            if not advance(found.pk, number):
                raise Refused("Impor ini sedang diterapkan oleh pekerjaan lain.", code="import_running")
        progress(number + 1, found.n_slices)


@transaction.atomic
def finish(run_id: int, note: Callable[[ImportRun], None], *, by: Actor, at: datetime) -> ImportRun:
    """Close run and batch and let `note` write the audit, once."""
    with acting(by):
        found = mine(run_id, by=by, lock=True)
        if found.state == ImportRun.State.APPLYING:
            ImportRun.objects.filter(pk=run_id).update(state=ImportRun.State.APPLIED, finished_at=at)
            staging.close(batch_id=found.batch_id, applied=True, at=at)
            note(found)
        found.refresh_from_db()
        return found


def discard(*, run_id: int, by: Actor, at: datetime) -> None:
    """Throw an import away before anybody is written from it; also one that began to be applied and cannot go on."""
    with acting(by):
        found = mine(run_id, by=by, lock=True)
        if found.state == ImportRun.State.APPLIED or found.n_slices_done:
            raise Refused("Impor yang sudah diterapkan tidak dapat dibatalkan.", code="import_applied")
        if found.state == ImportRun.State.APPLYING and under_way(by, run_id):
            raise Refused(
                "Impor ini sedang diterapkan. Batalkan dahulu pekerjaannya, atau tunggu sampai selesai.",
                code="import_running",
            )
        ImportRun.objects.filter(pk=run_id).update(state=ImportRun.State.DISCARDED, why_refused="", finished_at=at)
        staging.close(batch_id=found.batch_id, applied=False, at=at)


def check(
    *, run_id: int, judge: Callable[[ImportRun, list[str]], None], sql: Mapping[str, str], counted: tuple[str, ...],
    doubles_percent: float, slice_rows: int, by: Actor, complete: Callable[[ImportRun], None] = lambda found: None,
) -> ImportRun:  # fmt: skip
    """Let `judge` write the verdicts of every row, count them, write down what was found. May be repeated.

    `sql["counts"]` gives the numbers of `counted` and the last line. Raises TooManyDoubles after writing it down.
    """
    with acting(by):
        found = checkable(run_id, by=by)
        complete(found)
        areas = by.areas(IMPORT)
    # as the system, within the sender's areas: what is held elsewhere must be known; only the verdict comes out
    with acting(SYSTEM):
        judge(found, areas)
        *numbers, last_line = row(sql["counts"], {"run": run_id}) or (0,) * (len(counted) + 1)
        told = dict(zip(counted, numbers, strict=True))
        refusal = why_too_many(told["n_doubled"], told["n_rows"], doubles_percent)
        conclude(
            run_id, refusal=refusal, last_line=last_line, slice_rows=slice_rows,
            counts=dict(rows(sql["verdicts"], {"run": run_id})), **told,
        )  # fmt: skip
    if refusal:
        raise TooManyDoubles(refusal)
    with acting(by):
        return mine(run_id, by=by)


def checkable(run_id: int, *, by: Actor) -> ImportRun:
    """Raises Refused where the run is past checking."""
    found = mine(run_id, by=by)
    if found.state not in (ImportRun.State.STAGED, ImportRun.State.CHECKED):
        raise Refused("Impor ini sudah diterapkan, ditolak, atau dibatalkan.", code="import_closed")
    return found


def why_too_many(n_doubled: int, n_rows: int, percent: float) -> str:
    """A sentence where more rows are doubled than the setting admits; empty where not."""
    if not n_rows or n_doubled * 100 <= n_rows * percent:
        return ""
    share = f"{n_doubled * 100 / n_rows:.1f}".replace(".", ",")
    return (
        f"{n_doubled} dari {n_rows} baris ({share} %) ganda, melebihi batas {percent:g} %. "
        "Berkas ditolak seluruhnya. Buang baris ganda, lalu kirim lagi."
    )


def conclude(run_id: int, *, refusal: str, last_line: int, slice_rows: int, **counted: Any) -> None:
    """Write down what a check found."""
    ImportRun.objects.filter(pk=run_id).update(
        state=ImportRun.State.REFUSED if refusal else ImportRun.State.CHECKED, why_refused=refusal,
        n_slices=last_line // slice_rows + 1 if last_line else 0, slice_rows=slice_rows, **counted,
    )  # fmt: skip


def lines(found: ImportRun, number: int) -> dict[str, int]:
    """The lines of one slice: a range, so that the key serves."""
    return {"first": number * found.slice_rows, "last": (number + 1) * found.slice_rows - 1}


def mine(run_id: int, *, by: Actor, lock: bool = False) -> ImportRun:
    """Within the acting transaction. What others sent is not theirs to work on, even where a policy shows it."""
    found = own(by, run_id)
    return ImportRun.objects.select_for_update(of=("self",)).get(pk=found.pk) if lock else found


def advance(run_id: int, number: int) -> bool:
    """Count a slice as written; no where it was not its turn."""
    return bool(
        ImportRun.objects.filter(pk=run_id, n_slices_done=number, state=ImportRun.State.APPLYING).update(
            n_slices_done=number + 1
        )
    )


def _print(shape: Shape, labels: list[str] | tuple[str, ...]) -> str:
    """People's mappings keep the print they had before there were other kinds."""
    kind = "" if shape.kind == "people" else f"{shape.kind}\x1f"
    return hashlib.sha256((kind + "\x1f".join(labels).casefold()).encode()).hexdigest()
