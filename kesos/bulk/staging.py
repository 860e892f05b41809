"""From a file into the staging table: COPY in slices, each its own transaction, resumable, in constant memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import connection
from psycopg import sql

from kesos.bulk import spreadsheets
from kesos.bulk.cells import Row
from kesos.bulk.headings import LOOK_AT, Heading, find_heading
from kesos.bulk.limits import LIMITS, MB, Limits
from kesos.bulk.models import Batch, StagedRow
from kesos.bulk.refusals import Unreadable
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused

SLICE, SLICE_BYTES = 20_000, 32 * MB
KEPT_DAYS, KEPT_DAYS_UNFINISHED = 30, 90

Progress = Callable[[int], None]


def open_batch(
    *,
    kind: str,
    by: Actor,
    at: datetime,
    region_code: str = "",
    file_key: UUID | None = None,
    file_name: str = "",
    digest: str = "",
    sheet: str = "",
) -> Batch:
    """A place for the rows of one sheet; belongs to `by` alone."""
    return Batch.objects.create(
        kind=kind,
        user_id=by.user_id,
        region_code=region_code,
        file_key=file_key,
        file_name=file_name[:200],
        digest=digest,
        sheet=sheet,
        created_at=at,
    )


def stage(
    *,
    batch_id: int,
    path: Path,
    by: Actor,
    at: datetime,
    progress: Progress = lambda done: None,
    slice_rows: int = SLICE,
    limits: Limits = LIMITS,
) -> int:
    """All rows of the batch's sheet; how many there are. Run again after a cut, it goes on where it stopped.

    Opens its own transactions. Raises Unreadable for a file that is no table or has no rows.
    """
    with acting(by):
        batch = _mine(batch_id)
    if batch.state != Batch.State.READING:
        return batch.n_rows
    done, last = batch.n_rows, batch.last_line
    found = spreadsheets.lines(path, sheet=batch.sheet, after=batch.last_line, limits=limits)
    for some in slices(found, slice_rows):
        with acting(by):
            last = _keep(batch_id, by.user_id, some, last)
        done += len(some)
        progress(done)
    if not done:
        raise Unreadable("file_without_rows")
    with acting(by):
        Batch.objects.filter(pk=batch_id, state=Batch.State.READING).update(state=Batch.State.STAGED, staged_at=at)
    return done


def slices(lines: Iterable[bytes], most_rows: int, most_bytes: int = SLICE_BYTES) -> Iterator[list[bytes]]:
    """Bounded in rows and in bytes: a file of monstrous rows stays out of memory too."""
    some: list[bytes] = []
    size = 0
    for line in lines:
        some.append(line)
        size += len(line)
        if len(some) >= most_rows or size >= most_bytes:
            yield some
            some, size = [], 0
    if some:
        yield some


def heading(batch_id: int, known: Mapping[str, Iterable[str]]) -> Heading:
    """The heading among the first staged rows; within the acting transaction of the batch's user."""
    first = StagedRow.objects.filter(batch_id=batch_id).order_by("line")[:LOOK_AT]
    rows = [Row(row.line, tuple(row.texts), row.kinds) for row in first]
    return find_heading(rows, {field: list(names) for field, names in known.items()})


def columns_sql(columns: Mapping[str, int]) -> sql.Composed:
    """The select list that names staged columns: each field as trimmed text or null, and `<field>_kind`.

    For `select r.line, {columns} from bulk_staged_row r where r.batch_id = … and r.line >= …`.
    """
    each = [
        sql.SQL("nullif(btrim(r.texts[{at}]), '') as {field}, substr(r.kinds, {at}, 1) as {kind}").format(
            at=sql.Literal(index + 1), field=sql.Identifier(field), kind=sql.Identifier(f"{field}_kind")
        )
        for field, index in columns.items()
    ]
    return sql.SQL(", ").join(each)


def close(*, batch_id: int, applied: bool, at: datetime) -> None:
    """Applied or discarded; its rows go with the next sweep. Inside the caller's transaction."""
    state = Batch.State.APPLIED if applied else Batch.State.DISCARDED
    # a batch thrown away while it is read counts as read: what there is, is all there will be
    Batch.objects.filter(pk=batch_id, closed_at=None).update(state=state, closed_at=at)


def sweep(*, at: datetime, slice_rows: int = 50_000) -> int:
    """Deletes staged rows that nobody needs any more, slice by slice; how many."""
    told = {"before": at - timedelta(days=KEPT_DAYS), "long_before": at - timedelta(days=KEPT_DAYS_UNFINISHED)}
    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_sql("left_over"), told)
        batches = [batch for (batch,) in cursor.fetchall()]
    deleted = 0
    for batch in batches:
        gone = slice_rows
        while gone == slice_rows:
            with acting(SYSTEM), connection.cursor() as cursor:
                cursor.execute(_sql("throw_away"), {"batch": batch, "slice": slice_rows})
                gone = cursor.rowcount
            deleted += gone
    return deleted


def _keep(batch_id: int, user_id: int, some: list[bytes], after: int) -> int:
    """One slice; the number of its last line."""
    line = int(some[-1].partition(b"\t")[0])
    told = {"batch": batch_id, "user": user_id, "rows": len(some), "line": line, "after": after}
    with connection.cursor() as cursor:
        cursor.execute(_sql("net"))
        cursor.execute(_sql("empty"))
        with cursor.copy(_sql("copy")) as copy:
            copy.write(b"".join(some))
        cursor.execute(_sql("note"), told)
        if cursor.rowcount != 1:  # another run was faster: its rows stand
            raise Refused("Unggahan ini sedang dibaca oleh pekerjaan lain. Tunggu pekerjaan itu selesai.")
        cursor.execute(_sql("keep"), told)
    return line


def _mine(batch_id: int) -> Batch:
    batch = Batch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise NotFound("Unggahan tidak ditemukan.")
    return batch


def _sql(name: str) -> str:
    return statements("kesos.bulk", "sql/staging.sql")[name]
