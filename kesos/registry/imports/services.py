"""An import's steps: read, check, show, apply. Each may be cut off by anything and begun again."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import sql
from psycopg.types.json import Jsonb

from kesos.audit import services as audit
from kesos.bulk import abreast, staging
from kesos.bulk.headings import plain
from kesos.bulk.models import Batch
from kesos.bulk.sql import run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.registry.imports import runs, turns
from kesos.registry.imports.fields import FIELDS, LABELS, REQUIRED, TOLD
from kesos.registry.imports.runs import IMPORT, SLICE, Progress, TooManyDoubles, discard
from kesos.registry.models import ImportRun, Listing, Person

__all__ = ["IMPORT", "TooManyDoubles", "apply", "check", "discard", "map_columns", "open_import", "stage_file"]

PEOPLE = runs.Shape("people", FIELDS, LABELS, REQUIRED)
CHECK = statements("kesos.registry", "sql/import_check.sql")
APPLY = statements("kesos.registry", "sql/import_apply.sql")
LISTS = {
    "religion": "agama", "marital": "status_kawin", "education": "pendidikan", "occupation": "pekerjaan",
    "relation": "shdk",
}  # fmt: skip


def open_import(
    *, batch_id: int, file_name: str, sender: str, dated_on: date, region_code: str, by: Actor, at: datetime,
    told: Mapping[str, str] | None = None,
) -> ImportRun:  # fmt: skip
    """Read the headings of a staged batch and offer the columns as this sender's were read the last time.

    `told` (`fields.TOLD`) says that the file's families are listed, since when and by which decree.
    Raises NotAllowed, Unreadable, Refused. Twice for the same batch and `told` gives the same run.
    """
    said = dict(told or {})
    if said.keys() - TOLD or (said and said.get("register") not in Listing.Register.values):
        raise Refused("Sebutkan basis datanya: dtks atau dtsen.", code="register_unknown", field="register")
    return runs.open_run(
        shape=PEOPLE, told=said, batch_id=batch_id, file_name=file_name, sender=sender, dated_on=dated_on,
        region_code=region_code, by=by, at=at,
    )  # fmt: skip


def map_columns(*, run_id: int, columns: Mapping[str, int], by: Actor, at: datetime) -> ImportRun:
    """Say which column is what; remembered for the sender. Raises Refused where a required field has none."""
    return runs.map_columns(shape=PEOPLE, run_id=run_id, columns=columns, by=by, at=at)


def check(
    *, run_id: int, same_name: float, doubles_percent: float, slice_rows: int = SLICE, by: Actor,
    before_judging: Callable[[], None] = runs.at_once,
) -> ImportRun:  # fmt: skip
    """Find every fault, double and claimant by SQL; writes nothing but the verdicts. May be repeated.

    `same_name` is the name similarity (0 to 1) from which one NIK is one person; `doubles_percent` the most
    doubled rows a file may have. The file is read before `before_judging`, and set beside what is known after it.
    Raises TooManyDoubles after writing the refusal down.
    """

    def judged(found: ImportRun, areas: list[str]) -> None:
        judge(found, areas=areas, same_name=same_name, before_judging=before_judging)

    return runs.check(
        run_id=run_id, judge=judged, sql=CHECK,
        counted=("n_rows", "n_faulty", "n_doubled", "n_warned", "n_synthetic"), doubles_percent=doubles_percent,
        slice_rows=slice_rows, by=by,
    )  # fmt: skip


def apply(*, run_id: int, by: Actor, at: datetime, progress: Progress = runs.silent) -> ImportRun:
    """Write the sound rows, slice by slice, each its own transaction; goes on where a cut left off.

    A slice is written by the importing user, so row policies hold. Raises NotFound, Refused.
    """
    found = runs.begin_apply(run_id=run_id, by=by, at=at)
    if found.state == ImportRun.State.APPLIED:
        return found
    told: dict[str, Any] = {"run": run_id, "source": found.source_id, "dated_on": found.dated_on, "at": at}
    listed = {"listed_from": found.dated_on, "decree": ""} | found.told if found.told else {}

    def families(number: int) -> None:
        with acting(by):
            run(APPLY["families"], {**told, **runs.lines(found, number)})

    # families of all slices come before the people of any
    if found.n_slices_done == 0:
        abreast.each(range(found.n_slices), families)
    first = runs.lines(found, 0)

    def people(lines: dict[str, int]) -> None:
        apply_slice({**told, **listed, **lines})
        if lines == first:  # the slices after it begin when it is written, so they are planned for what is there
            run(APPLY["sizes"], {"rows": lines["last"] - lines["first"]})

    turns.each_slice(found, people, by=by, progress=progress)
    return runs.finish(run_id, lambda done: _note(done, by=by, at=at), by=by, at=at)


def stage_file(*, path: Path, file_name: str, sheet: str, by: Actor, at: datetime) -> Batch:
    """A file on disk into staging, for commands; screens do the same in a job."""
    return runs.stage_file(kind="people", path=path, file_name=file_name, sheet=sheet, by=by, at=at)


def judge(
    found: ImportRun, *, areas: list[str], same_name: float, only: str = "", given: Mapping[str, str] | None = None,
    before_judging: Callable[[], None] = runs.at_once,
) -> None:  # fmt: skip
    """`only` is a further condition on a staged row `r`; `given` the SQL of fields that the file need not tell."""
    told: dict[str, Any] = {
        "run": found.pk, "user": found.by_user_id, "areas": areas, "dated_on": found.dated_on, "same_name": same_name,
        "reasons": Jsonb({plain(label): code for code, label in Person.NoNik.choices}),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CHECK["forget"], told)
        cursor.execute(CHECK["as_a_set"])
        _read(cursor, found, told, only=only, given=given or {})
        cursor.execute(CHECK["as_usual"])
        before_judging()
        to_who_stays(cursor, "import_read")
        for step in ("repeated", "leaders"):
            cursor.execute(CHECK[step], told)
        cursor.execute("analyze import_read; analyze import_repeated; analyze import_leader")
        cursor.execute(CHECK["judge"], told)
        cursor.execute(CHECK["clear"])


def _read(
    cursor: CursorWrapper, found: ImportRun, told: dict[str, Any], *, only: str, given: Mapping[str, str]
) -> None:
    """Words and places of the file, then its rows as typed values in `import_read`."""

    def sent_of(batch: sql.Composable, data_from: sql.Composable) -> str:
        return _sent(found, batch, data_from, only=only, given=given).as_string(cursor.connection)

    sent = sent_of(sql.Literal(found.batch_id), sql.Literal(found.data_from))
    cursor.execute(CHECK["places"].replace("{sent}", sent), told)
    seen = dict(zip(("villages", "subdistricts", "districts", "places"), _columns(cursor.fetchall(), 4), strict=True))
    cursor.execute(CHECK["codes"].replace("{sent}", sent), told)
    coded = cursor.fetchall()
    for field, name in LISTS.items():
        words, codes = _columns([(word, code) for code_list, word, code in coded if code_list == name], 2)
        seen |= {f"{field}_words": words, f"{field}_codes": codes}
    cursor.execute(CHECK["prepared_before"])
    if cursor.rowcount:
        cursor.execute(CHECK["unprepare"])
    sent = sent_of(sql.SQL("$1"), sql.SQL("$2"))
    cursor.execute(CHECK["read"].replace("{sent}", sent), told | seen)
    cursor.execute(CHECK["keep_read"], {"batch": found.batch_id, "data_from": found.data_from})
    cursor.execute(CHECK["unprepare"])


def to_who_stays(cursor: CursorWrapper, read: str) -> None:
    """Numbers of people who were merged, in a table of rows just read, become those of who stays."""
    cursor.execute(CHECK["any_merged"])
    if (cursor.fetchone() or (False,))[0]:
        cursor.execute(CHECK["merged_numbers"].replace("{read}", read))


def _sent(
    found: ImportRun, batch: sql.Composable, data_from: sql.Composable, *, only: str, given: Mapping[str, str]
) -> sql.Composed:
    mapped = {field: found.columns[field] for field in FIELDS if field in found.columns and field not in given}
    rest = [
        sql.SQL("{} as {}, {} as {}").format(
            sql.SQL(given.get(field, "null::text")), sql.Identifier(field),
            sql.Literal("t" if field in given else "b"), sql.Identifier(f"{field}_kind"),
        )
        for field in FIELDS
        if field not in mapped
    ]  # fmt: skip
    columns = sql.SQL(", ").join([staging.columns_sql(mapped), *rest])
    return sql.SQL(CHECK["sent"]).format(columns=columns, batch=batch, data_from=data_from, only=sql.SQL(only))


def _columns(found: list[tuple[str, ...]], width: int) -> list[list[str]]:
    return [list(column) for column in zip(*found, strict=True)] or [[] for _ in range(width)]


def apply_slice(told: dict[str, Any]) -> None:
    for step in ("people", "changes", "leave", "former_heads", "relations", "join", "tasks"):
        run(APPLY[step], told)
    if "register" in told:
        run(APPLY["listings"], told)


def _note(found: ImportRun, *, by: Actor, at: datetime) -> None:
    audit.record(
        kind="registry.people_imported", by=by, at=at, subject=f"import:{found.pk}", region_code=found.region_code,
        rows=found.n_rows, faulty=found.n_faulty, doubled=found.n_doubled, new=found.counts.get("new", 0),
        changed=found.counts.get("changed", 0), sender=found.sender,
    )  # fmt: skip
