"""Facts by file, step by step: open, map, check, apply. Each may be cut off by anything and begun again."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from kesos.audit import services as audit
from kesos.bulk.models import Batch
from kesos.bulk.sql import row
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.registry.facts.shapes import ENROLMENT, SHAPES
from kesos.registry.facts.statements import CHECK, SMALL, Steps, steps_of
from kesos.registry.imports import runs
from kesos.registry.imports.runs import IMPORT, SLICE, Progress, TooManyDoubles, discard, stage_file
from kesos.registry.models import ImportRun

__all__ = ["TooManyDoubles", "apply", "check", "discard", "map_columns", "open_import", "stage_file"]

STAGED, CHECKED = ImportRun.State.STAGED, ImportRun.State.CHECKED
LAST_LINE = 2**62


def open_import(
    *, kind: str, batch_id: int, file_name: str, sender: str, dated_on: date, region_code: str, by: Actor, at: datetime,
    told: Mapping[str, str] | None = None,
) -> ImportRun:  # fmt: skip
    """Read the headings of a staged batch as facts of this kind.

    `told` says what holds for every row and has no column: the release of a decile file, the programme of a list of
    recipients, the decree of a listing, the reason for admitting who is not listed.
    """
    if kind not in SHAPES:
        raise Refused("Jenis berkas tidak dikenal.", code="fact_kind_unknown")
    if unknown := (told or {}).keys() - SHAPES[kind].fields:
        raise Refused(f"Isian tidak dikenal: {', '.join(sorted(unknown))}.", code="field_unknown")
    return runs.open_run(
        shape=SHAPES[kind], told=told or {}, batch_id=batch_id, file_name=file_name, sender=sender, dated_on=dated_on,
        region_code=region_code, by=by, at=at,
    )  # fmt: skip


def map_columns(
    *, run_id: int, columns: Mapping[str, int], by: Actor, at: datetime, told: Mapping[str, str] | None = None
) -> ImportRun:
    """Say which column is what; remembered for the sender. Raises Refused where a required field has none.

    `told`, where given, takes the place of what was told for every row at the opening.
    """
    with acting(by):
        shape = _shape(runs.mine(run_id, by=by))
    return runs.map_columns(shape=shape, run_id=run_id, columns=columns, by=by, at=at, told=told)


def check(
    *, run_id: int, same_name: float = 0.5, doubles_percent: float = 5, slice_rows: int = SLICE, by: Actor
) -> ImportRun:
    """Find every fault and double by SQL and set each row beside what is known; writes nothing but the verdicts.

    May be repeated. Raises TooManyDoubles after writing the refusal down.
    """

    def complete(found: ImportRun) -> None:
        runs.refuse_missing(_shape(found), found.columns, found.told)

    def judge(found: ImportRun, areas: list[str]) -> None:
        _judge(found, steps_of(found, areas=areas), areas=areas, same_name=same_name)

    return runs.check(
        run_id=run_id, judge=judge, sql=CHECK, counted=("n_rows", "n_faulty", "n_doubled", "n_warned"),
        doubles_percent=doubles_percent, slice_rows=slice_rows, by=by, complete=complete,
    )  # fmt: skip


def apply(*, run_id: int, by: Actor, at: datetime, progress: Progress = runs.silent) -> ImportRun:
    """Write what is new and what a newer file changes, slice by slice; goes on where a cut left off.

    A slice is written by the importing user, so row policies hold. Raises NotFound, Refused.
    """
    found = runs.begin_apply(run_id=run_id, by=by, at=at)
    if found.state == ImportRun.State.APPLIED:
        return found
    with acting(by):
        steps = steps_of(found, areas=by.areas(IMPORT))
    told = _told(found) | {"source": found.source_id, "at": at}

    def write(lines: dict[str, int]) -> None:
        with connection.cursor() as cursor:
            for statement in steps.slices:
                cursor.execute(statement, told | lines)
            cursor.execute("analyze fact_verdict, fact_value")
            for statement in steps.writes:
                cursor.execute(statement, told)
            cursor.execute("drop table fact_verdict, fact_value")

    runs.each_slice(found, write, by=by, progress=progress)
    return runs.finish(run_id, lambda done: _note(done, by=by, at=at), by=by, at=at)


def stage(*, kind: str, path: Path, sheet: str = "", by: Actor, at: datetime) -> Batch:
    """A fact file on disk into staging, for commands; screens do the same in a job."""
    return stage_file(kind=kind, path=path, file_name=path.name, sheet=sheet, by=by, at=at)


def _judge(found: ImportRun, steps: Steps, *, areas: list[str], same_name: float) -> None:
    told = _told(found) | {
        "user": found.by_user_id, "areas": areas, "same_name": same_name, "sequence": steps.sequence,
        "first": 0, "last": LAST_LINE,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CHECK["forget"], told)
        cursor.execute(f"create temporary table fact_read on commit drop as {steps.read}", told)
        cursor.execute("analyze fact_read")
        cursor.execute(CHECK["families"], told)
        cursor.execute("analyze fact_family")
        if steps.of_people:
            cursor.execute(CHECK["holders"], told)
            cursor.execute("analyze fact_person")
            cursor.execute(CHECK["unfound"], told)
            cursor.execute("analyze fact_unfound")
            cursor.execute(CHECK["namesakes"], told)
        cursor.execute(steps.judge, told)
        cursor.execute("analyze fact_judged")
        cursor.execute(CHECK["store"].replace("{appends}", str(steps.appends).lower()), told)
        cursor.execute(CHECK["clear"])


def _told(found: ImportRun) -> dict[str, Any]:
    # a list without a column of days speaks of the day it was drawn up
    days = {"from_on", "to_on"} & found.columns.keys()
    default = found.told.get("from_on") or (None if days or found.kind != "listing" else found.dated_on)
    return {"run": found.pk, "dated_on": found.dated_on, "from_default": default}


def _note(found: ImportRun, *, by: Actor, at: datetime) -> None:
    audit.record(
        kind="registry.facts_imported", by=by, at=at, subject=f"import:{found.pk}", region_code=found.region_code,
        what=WHAT[found.kind], sender=found.sender, rows=found.n_rows, faulty=found.n_faulty,
        new=found.counts.get("new", 0), changed=found.counts.get("changed", 0), same=found.counts.get("same", 0),
    )  # fmt: skip
    if found.kind == ENROLMENT.kind:
        people, reasons = row(SMALL["admitted_unlisted"], {"run": found.pk}) or (0, "")
        if people:
            audit.record(
                kind="registry.unlisted_admitted", by=by, at=at, subject=f"import:{found.pk}",
                region_code=found.region_code, people=people, reasons=reasons[:500],
            )  # fmt: skip


def _shape(found: ImportRun) -> runs.Shape:
    if found.kind not in SHAPES:
        raise Refused("Impor ini berisi data warga; gunakan impor warga.", code="not_facts")
    return SHAPES[found.kind]


WHAT = {
    "listing": "keanggotaan data terpadu",
    "decile": "desil",
    "enrolment": "kepesertaan program",
    "family_visit": "kunjungan keluarga",
    "person_visit": "jawaban anggota keluarga",
}
