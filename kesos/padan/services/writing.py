"""The findings of one bucket into PostgreSQL: by sets, in one transaction, or not at all."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg.errors import ForeignKeyViolation

from kesos.bulk.sql import one_at_a_time
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.engines import duck
from kesos.padan.models import Run
from kesos.padan.models.findings import FLOW
from kesos.padan.snapshots.places import BUCKETS, aside
from kesos.workflow import services as workflow

WRITE = statements("kesos.padan", "sql/write.sql")
COLUMNS = (
    "person_id, nik, bucket, region_code, outcome, differs, likeness, their_name, their_birth_date, their_sex,"
    " their_region, their_death"
)


def write(run: Run, number: int, said: Path, looked_at: Sequence[Path] | None, *, at: datetime) -> None:
    """What lies in `said` is what the run says of this bucket; None looked at: of everybody. Raises DiskFull."""
    told: dict[str, Any] = {"run": run.pk, "source": run.source, "bucket": number, "whole": run.is_whole}
    with acting(SYSTEM), connection.cursor() as cursor:
        one_at_a_time("padan write", run.pk * BUCKETS + number)
        if Run.objects.filter(pk=run.pk, written__contains=[number]).exists():
            return
        cursor.execute(WRITE["said"])
        _copied(cursor, "said", sorted(said.glob("*.parquet")), COLUMNS)
        _copied(cursor, "looked_at", looked_at or [], "nik")
        counts = settle(cursor, told, at=at)
        cursor.execute(WRITE["forget"])
        _note(run.pk, number, counts)


def settle(cursor: CursorWrapper, told: dict[str, Any], *, at: datetime) -> dict[str, int]:
    """Findings become what padan_said says: how many are gone, changed, and new."""
    counts = {"gone": 0, "changed": 0}
    cursor.execute(WRITE["any"], told)
    if known := cursor.fetchone() is not None:
        cursor.execute(WRITE["known"])
        cursor.execute(_filled("over"), told)
        if over := [case for (case,) in cursor.fetchall()]:
            workflow.decide_many(flow=FLOW, action="selesai", case_ids=over, by=SYSTEM, at=at)
        for step in counts:
            cursor.execute(_filled(step), told)
            counts[step] = cursor.rowcount
    return counts | {"new": _entered(cursor, told, known=known)}


def _entered(cursor: CursorWrapper, told: dict[str, Any], *, known: bool) -> int:
    """How many are new. That each person is there is asked once, by the table itself."""
    new = f"{WRITE['new']} {WRITE['unless_known'] if known else ''}"
    try:
        with transaction.atomic():
            cursor.execute(new, told)
    except IntegrityError as fault:
        if not isinstance(fault.__cause__, ForeignKeyViolation):
            raise
        cursor.execute(WRITE["leave_out"])
        cursor.execute(new, told)
    return int(cursor.rowcount)


def _copied(cursor: CursorWrapper, into: str, files: Sequence[Path], columns: str) -> None:
    with cursor.copy(WRITE[f"copy_{into}"]) as copy:
        for piece in _csv(files, columns):
            copy.write(piece)


def _filled(step: str) -> str:
    return WRITE[step].replace("{same}", WRITE["same"]).replace("{said}", WRITE["said_so"])


def _note(run_id: int, number: int, counts: dict[str, int]) -> None:
    """The bucket is written, and what came of it: with its rows, or not at all."""
    found = Run.objects.select_for_update(no_key=True).get(pk=run_id)
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
