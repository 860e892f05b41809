"""Facts by file, step by step: open, map, check, apply. Each may be cut off by anything and begun again."""

from collections.abc import Callable, Mapping
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
from kesos.registry.facts import brought
from kesos.registry.facts.kinds import FactKind, kinds
from kesos.registry.facts.shapes import ENROLMENT
from kesos.registry.facts.statements import CHECK, SMALL, steps_of
from kesos.registry.imports import runs
from kesos.registry.imports.runs import IMPORT, SLICE, Progress, TooManyDoubles, discard, stage_file
from kesos.registry.imports.services import to_who_stays
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
    if kind not in kinds():
        raise Refused("Jenis berkas tidak dikenal.", code="fact_kind_unknown")
    if unknown := (told or {}).keys() - kinds()[kind].shape.fields:
        raise Refused(f"Isian tidak dikenal: {', '.join(sorted(unknown))}.", code="field_unknown")
    return runs.open_run(
        shape=kinds()[kind].shape, told=told or {}, batch_id=batch_id, file_name=file_name, sender=sender,
        dated_on=dated_on, region_code=region_code, by=by, at=at,
    )  # fmt: skip


def map_columns(
    *, run_id: int, columns: Mapping[str, int], by: Actor, at: datetime, told: Mapping[str, str] | None = None
) -> ImportRun:
    """Say which column is what; remembered for the sender. Raises Refused where a required field has none.

    `told`, where given, takes the place of what was told for every row at the opening.
    """
    with acting(by):
        shape = _kind(runs.mine(run_id, by=by)).shape
    return runs.map_columns(shape=shape, run_id=run_id, columns=columns, by=by, at=at, told=told)


def check(
    *, run_id: int, same_name: float = 0.5, doubles_percent: float = 5, slice_rows: int = SLICE, by: Actor,
    before_judging: Callable[[], None] = runs.at_once,
) -> ImportRun:  # fmt: skip
    """Find every fault and double by SQL and set each row beside what is known; writes nothing but the verdicts.

    The file is read before `before_judging`, and set beside what is known after it. May be repeated. Raises
    TooManyDoubles after writing the refusal down.
    """

    def complete(found: ImportRun) -> None:
        runs.refuse_missing(_kind(found).shape, found.columns, found.told)

    def judge(found: ImportRun, areas: list[str]) -> None:
        _judge(found, areas=areas, same_name=same_name, before_judging=before_judging)

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
    areas = by.areas(IMPORT)
    with acting(by):
        steps = steps_of(found, areas=areas)
    told = _told(found) | {"source": found.source_id, "at": at, "areas": areas}
    kind = _kind(found)

    def write(lines: dict[str, int]) -> None:
        if kind.brings:
            brought.write(told | lines)
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


def _judge(found: ImportRun, *, areas: list[str], same_name: float, before_judging: Callable[[], None]) -> None:
    kind, steps = _kind(found), steps_of(found, areas=areas)
    told = _told(found) | {
        "user": found.by_user_id, "areas": areas, "same_name": same_name, "sequence": steps.sequence,
        "first": 0, "last": LAST_LINE,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CHECK["forget"], told)
        cursor.execute(f"create temporary table fact_read on commit drop as {steps.read}", told)
        before_judging()
        if kind.of_people:
            to_who_stays(cursor, "fact_read")
        cursor.execute("analyze fact_read")
        cursor.execute(CHECK["families"], told)
        cursor.execute("analyze fact_family")
        if kind.of_people:
            cursor.execute(CHECK["holders"], told)
            cursor.execute("analyze fact_person")
            cursor.execute(CHECK["unfound"].replace("{born}", "r.born" if kind.brings else "null::date"), told)
            cursor.execute("analyze fact_unfound")
            cursor.execute(CHECK["namesakes"], told)
        if kind.brings:
            brought.judge(found, kind, told)
        cursor.execute(steps.judge, told)
        cursor.execute("analyze fact_judged")
        # a visit corrected is another visit
        cursor.execute(CHECK["store"].replace("{appends}", str(kind.level is not None).lower()), told)
        if kind.brings:
            brought.keep(told)
        cursor.execute(CHECK["clear"])


def _told(found: ImportRun) -> dict[str, Any]:
    # a list without a column of days speaks of the day it was drawn up
    days = {"from_on", "to_on"} & found.columns.keys()
    default = found.told.get("from_on") or (found.dated_on if _kind(found).of_its_day and not days else None)
    return {"run": found.pk, "dated_on": found.dated_on, "from_default": default}


def _note(found: ImportRun, *, by: Actor, at: datetime) -> None:
    audit.record(
        kind="registry.facts_imported", by=by, at=at, subject=f"import:{found.pk}", region_code=found.region_code,
        what=_kind(found).noun, sender=found.sender, rows=found.n_rows, faulty=found.n_faulty,
        new=found.counts.get("new", 0), changed=found.counts.get("changed", 0), same=found.counts.get("same", 0),
    )  # fmt: skip
    if _kind(found).brings and (new := brought.how_many(found.pk)):
        audit.record(
            kind="registry.people_brought", by=by, at=at, subject=f"import:{found.pk}", region_code=found.region_code,
            sender=found.sender, people=new, what=_kind(found).noun,
        )  # fmt: skip
    if found.kind == ENROLMENT.kind:
        people, reasons = row(SMALL["admitted_unlisted"], {"run": found.pk}) or (0, "")
        if people:
            audit.record(
                kind="registry.unlisted_admitted", by=by, at=at, subject=f"import:{found.pk}",
                region_code=found.region_code, people=people, reasons=reasons[:500],
            )  # fmt: skip


def _kind(found: ImportRun) -> FactKind:
    if found.kind not in kinds():
        raise Refused("Impor ini berisi data warga; gunakan impor warga.", code="not_facts")
    return kinds()[found.kind]
