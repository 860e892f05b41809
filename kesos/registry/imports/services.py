"""An import's steps: read, check, show, apply. Each may be cut off by anything and begun again."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg import sql
from psycopg.types.json import Jsonb

from kesos.audit import services as audit
from kesos.bulk import staging
from kesos.bulk.headings import plain
from kesos.bulk.models import Batch
from kesos.bulk.sql import row, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.registry.imports.fields import FIELDS, LABELS, REQUIRED
from kesos.registry.models import ImportMapping, ImportRun, Person, Source

IMPORT = "import.run"
SLICE = 50_000
CHECK = statements("kesos.registry", "sql/import_check.sql")
APPLY = statements("kesos.registry", "sql/import_apply.sql")
Progress = Callable[[int, int], None]


class TooManyDoubles(Refused):
    """More doubled rows than the setting admits: the file is refused whole."""

    code = "too_many_doubles"


def open_import(
    *, batch_id: int, file_name: str, sender: str, dated_on: date, region_code: str, by: Actor, at: datetime
) -> ImportRun:
    """Read the headings of a staged batch and offer the columns as this sender's were read the last time.

    Raises NotAllowed, Unreadable. Twice for the same batch gives the same run.
    """
    by.require(IMPORT, region_code)
    with acting(by):
        if known := ImportRun.objects.filter(batch_id=batch_id).first():
            return known
        found = staging.heading(batch_id, FIELDS)
        columns = dict(found.columns)
        if remembered := ImportMapping.objects.filter(sender=sender, headings=_print(found.labels)).first():
            columns = remembered.columns
        return ImportRun.objects.create(
            batch_id=batch_id, file_name=file_name, sender=sender, region_code=region_code, dated_on=dated_on,
            by_user_id=by.user_id, columns=columns, labels=list(found.labels), data_from=found.data_from,
            created_at=at,
        )  # fmt: skip


def map_columns(*, run_id: int, columns: Mapping[str, int], by: Actor, at: datetime) -> ImportRun:
    """Say which column is what; remembered for the sender. Raises Refused where a required field has none."""
    with acting(by):
        found = _mine(run_id, by)
        if found.state not in (ImportRun.State.STAGED, ImportRun.State.CHECKED):
            raise Refused("Impor ini sudah diterapkan atau dibatalkan; kolomnya tidak dapat diubah lagi.")
        if lost := [LABELS[field] for field in REQUIRED if field not in columns]:
            raise Refused(f"Kolom belum ditunjuk: {', '.join(lost)}.", code="columns_missing")
        if len(set(columns.values())) != len(columns):
            raise Refused("Satu kolom ditunjuk untuk dua isian. Pilih kolom yang berbeda.", code="column_twice")
        ImportRun.objects.filter(pk=found.pk).update(columns=dict(columns), state=ImportRun.State.STAGED)
        ImportMapping.objects.update_or_create(
            sender=found.sender, headings=_print(found.labels), defaults={"columns": dict(columns), "used_at": at}
        )
        found.refresh_from_db()
        return found


def check(*, run_id: int, same_name: float, doubles_percent: float, slice_rows: int = SLICE, by: Actor) -> ImportRun:
    """Find every fault, double and claimant by SQL; writes nothing but the verdicts. May be repeated.

    `same_name` is the name similarity (0 to 1) from which one NIK is one person; `doubles_percent` the most
    doubled rows a file may have. Raises TooManyDoubles after writing the refusal down.
    """
    with acting(by):
        found = _mine(run_id, by)
        if found.state not in (ImportRun.State.STAGED, ImportRun.State.CHECKED):
            raise Refused("Impor ini sudah diterapkan, ditolak, atau dibatalkan.", code="import_closed")
        areas = by.areas(IMPORT)
    refusal = ""
    # as the system: whether a NIK is held elsewhere must be known; only the verdict comes out
    with acting(SYSTEM):
        _judge(found, areas=areas, same_name=same_name)
        counted = row(CHECK["counts"], {"run": run_id}) or (0,) * 6
        n_rows, n_faulty, n_doubled, n_warned, n_synthetic, last_line = counted
        if n_rows and n_doubled * 100 > n_rows * doubles_percent:
            share = f"{n_doubled * 100 / n_rows:.1f}".replace(".", ",")
            refusal = (
                f"{n_doubled} dari {n_rows} baris ({share} %) ganda, melebihi batas {doubles_percent:g} %. "
                "Berkas ditolak seluruhnya. Buang baris ganda, lalu kirim lagi."
            )
        ImportRun.objects.filter(pk=run_id).update(
            state=ImportRun.State.REFUSED if refusal else ImportRun.State.CHECKED,
            why_refused=refusal, n_rows=n_rows, n_faulty=n_faulty, n_doubled=n_doubled, n_warned=n_warned,
            n_synthetic=n_synthetic, n_slices=last_line // slice_rows + 1 if n_rows else 0, slice_rows=slice_rows,
            counts=dict(rows(CHECK["verdicts"], {"run": run_id})),
        )  # fmt: skip
    if refusal:
        raise TooManyDoubles(refusal)
    with acting(by):
        return _mine(run_id, by)


def apply(*, run_id: int, by: Actor, at: datetime, progress: Progress = lambda done, of: None) -> ImportRun:
    """Write the sound rows, slice by slice, each its own transaction; goes on where a cut left off.

    A slice is written by the importing user, so row policies hold. Raises NotFound, Refused.
    """
    with acting(by):
        found = _mine(run_id, by, lock=True)
        if found.state == ImportRun.State.APPLIED:
            return found
        if found.state not in (ImportRun.State.CHECKED, ImportRun.State.APPLYING):
            raise Refused("Periksa berkas dahulu sebelum menerapkannya.", code="import_not_checked")
        if found.source_id is None:
            title = f"{found.sender}: {found.file_name}"
            source = Source.objects.create(
                kind=Source.Kind.IMPORT, title=title, dated_on=found.dated_on, received_at=at,
                by_user_id=by.user_id, region_code=found.region_code,
            )  # fmt: skip
            ImportRun.objects.filter(pk=run_id).update(source=source, state=ImportRun.State.APPLYING)
            found.source = source
    told = {"run": run_id, "source": found.source_id, "dated_on": found.dated_on, "at": at}
    # families of all slices come before the people of any
    for number in range(found.n_slices if found.n_slices_done == 0 else 0):
        with acting(by):
            run(APPLY["families"], {**told, **_lines(found, number)})
    for number in range(found.n_slices_done, found.n_slices):
        with acting(by):
            _apply_slice({**told, **_lines(found, number)})
            if not _advance(run_id, number):
                raise Refused("Impor ini sedang diterapkan oleh pekerjaan lain.", code="import_running")
        progress(number + 1, found.n_slices)
    return _finish(run_id, by=by, at=at)


def discard(*, run_id: int, by: Actor, at: datetime) -> None:
    """Throw an import away before it is applied."""
    with acting(by):
        found = _mine(run_id, by, lock=True)
        if found.state in (ImportRun.State.APPLYING, ImportRun.State.APPLIED):
            raise Refused("Impor yang sudah diterapkan tidak dapat dibatalkan.", code="import_applied")
        ImportRun.objects.filter(pk=run_id).update(state=ImportRun.State.DISCARDED, why_refused="", finished_at=at)
        staging.close(batch_id=found.batch_id, applied=False, at=at)


def stage_file(*, path: Path, file_name: str, sheet: str, by: Actor, at: datetime) -> Batch:
    """A file on disk into staging, for commands; screens do the same in a job."""
    with acting(by):
        batch = staging.open_batch(kind="people", by=by, at=at, file_name=file_name, sheet=sheet)
    staging.stage(batch_id=batch.pk, path=path, by=by, at=at)
    return batch


def _judge(found: ImportRun, *, areas: list[str], same_name: float) -> None:
    told: dict[str, Any] = {
        "run": found.pk, "user": found.by_user_id, "areas": areas, "dated_on": found.dated_on, "same_name": same_name,
        "reasons": Jsonb({plain(label): code for code, label in Person.NoNik.choices}),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CHECK["forget"], told)
        cursor.execute(
            sql.SQL(CHECK["sheet"]).format(
                columns=_select(found.columns),
                batch=sql.Literal(found.batch_id),
                data_from=sql.Literal(found.data_from),
            )
        )
        cursor.execute(CHECK["places"].replace("{areas_for_names}", "%(areas)s"), told)
        cursor.execute(CHECK["codes"], told)
        cursor.execute("analyze import_sheet; analyze import_place; analyze import_code")
        for step in ("read", "repeated", "leaders"):
            cursor.execute(CHECK[step], told)
        cursor.execute("analyze import_read; analyze import_repeated; analyze import_leader")
        cursor.execute(CHECK["judge"], told)
        cursor.execute(CHECK["clear"])


def _select(columns: Mapping[str, int]) -> sql.Composed:
    absent = [
        sql.SQL("null::text as {}, 'b' as {}").format(sql.Identifier(field), sql.Identifier(f"{field}_kind"))
        for field in FIELDS
        if field not in columns
    ]
    given = [staging.columns_sql({field: columns[field] for field in FIELDS if field in columns})]
    return sql.SQL(", ").join(given + absent)


def _lines(found: ImportRun, number: int) -> dict[str, int]:
    """The lines of one slice: a range, so that the key serves."""
    return {"first": number * found.slice_rows, "last": (number + 1) * found.slice_rows - 1}


def _apply_slice(told: dict[str, Any]) -> None:
    for step in ("people", "changes", "leave", "former_heads", "relations", "join", "tasks"):
        run(APPLY[step], told)


def _advance(run_id: int, number: int) -> bool:
    return bool(
        ImportRun.objects.filter(pk=run_id, n_slices_done=number, state=ImportRun.State.APPLYING).update(
            n_slices_done=number + 1
        )
    )


@transaction.atomic
def _finish(run_id: int, *, by: Actor, at: datetime) -> ImportRun:
    with acting(by):
        found = _mine(run_id, by, lock=True)
        if found.state == ImportRun.State.APPLYING:
            ImportRun.objects.filter(pk=run_id).update(state=ImportRun.State.APPLIED, finished_at=at)
            staging.close(batch_id=found.batch_id, applied=True, at=at)
            audit.record(
                kind="registry.people_imported", by=by, at=at, subject=f"import:{run_id}",
                region_code=found.region_code, rows=found.n_rows, faulty=found.n_faulty, doubled=found.n_doubled,
                new=found.counts.get("new", 0), changed=found.counts.get("changed", 0), sender=found.sender,
            )  # fmt: skip
        found.refresh_from_db()
        return found


def _mine(run_id: int, by: Actor, *, lock: bool = False) -> ImportRun:
    found = ImportRun.objects.filter(pk=run_id)
    found = found.select_for_update(of=("self",)) if lock else found
    one = found.first()
    if one is None:
        raise NotFound("Impor tidak ditemukan.")
    return one


def _print(labels: list[str] | tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(labels).casefold().encode()).hexdigest()
