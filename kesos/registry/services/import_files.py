"""Files on disk into the registry, one after the other: each an import run of its own, known again by its content.

For a province, whose files are too many and too large for a screen. What was cut off goes on where it stopped; what
was brought in stays as it is.
"""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from django.utils.timezone import localdate

from kesos.bulk import staging
from kesos.bulk.limits import LIMITS, MB
from kesos.bulk.models import Batch
from kesos.bulk.sql import row
from kesos.bulk.sql import run as run_sql
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.foundation.written import thousands
from kesos.registry.imports.in_line import Place, each_file
from kesos.registry.models import ImportRun
from kesos.registry.queries import imports as shown
from kesos.registry.services import import_kinds
from kesos.registry.services.export_rejects import export_rejects

SQL = statements("kesos.registry", "sql/import_apply.sql")
READ = (".csv", ".xlsx")
# an operator's own machine and file: more time and text than an upload may take
GENEROUS = replace(LIMITS, csv_bytes=64 * 1024 * MB, cpu_seconds=24 * 3600)
State = ImportRun.State
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a sender says of all its files: whose they are, of which day, and what holds for every row."""

    kind: str
    sender: str
    dated_on: date
    region_code: str
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Brought:
    """What became of the rows of some files, and the faults by kind."""

    rows: int = 0
    known: int = 0  # files that had been brought in before
    verdicts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


def files(path: Path) -> list[Path]:
    """The file, or the tables of a folder by name. Raises Refused where there is none."""
    found = sorted(one for one in path.iterdir() if one.suffix.lower() in READ) if path.is_dir() else [path]
    if not found:
        raise Refused(f"Tidak ada berkas CSV atau XLSX di {path}.", code="folder_empty")
    return found


def import_files(
    path: Path, letter: Letter, *, same_name: float, doubles_percent: float, by: Actor, at: datetime,
    say: Say = lambda sentence: None,
) -> Brought:  # fmt: skip
    """Bring in a file or all tables of a folder. Raises Refused with the file's name; those before it stay."""
    total = Brought()

    def bring(file: Path, place: Place) -> None:
        try:
            _bring(
                file, place, letter, total, same_name=same_name, doubles_percent=doubles_percent, by=by, at=at, say=say
            )
        except Refused as refused:
            raise Refused(f"{file.name}: {refused.sentence}", code=refused.code) from refused

    each_file(files(path), bring, alike=lambda file: file.stat().st_size)  # of another size it is another file
    return total


def _bring(
    file: Path, place: Place, letter: Letter, total: Brought, *, same_name: float, doubles_percent: float, by: Actor,
    at: datetime, say: Say,
) -> None:  # fmt: skip
    batch = _batch(file, letter, by=by, at=at)
    with acting(by):
        known = ImportRun.objects.filter(batch_id=batch.pk, kind=letter.kind, told=dict(letter.told)).first()
    if known and known.state == State.APPLIED and not _unfinished(known, by=by):
        place.wait()
        total.known += 1
        say(f"{file.name}: sudah masuk pada {localdate(known.finished_at):%d/%m/%Y}; dilewati.")
        return
    if batch.state == Batch.State.READING:
        staging.stage(batch_id=batch.pk, path=file, by=by, at=at, limits=GENEROUS)
    found = known or import_kinds.open_import(
        kind=letter.kind, batch_id=batch.pk, file_name=file.name, sender=letter.sender, dated_on=letter.dated_on,
        region_code=letter.region_code, told=letter.told, by=by, at=at,
    )  # fmt: skip
    if found.state in (State.STAGED, State.CHECKED) and not found.n_slices_done:
        found = import_kinds.check(
            found, same_name=same_name, doubles_percent=doubles_percent, by=by, before_judging=place.wait
        )
    place.wait()
    found = import_kinds.apply(found, by=by, at=at, progress=place.go_on)
    with acting(by):
        kept_out = {one.code: one.number for one in shown.faults(found)}
    if kept_out:
        with tempfile.TemporaryDirectory(prefix="kesos-") as folder, acting(by):
            export_rejects(run_id=found.pk, folder=Path(folder), by=by, at=at)
    _tidy(found, by=by)
    total.rows += found.n_rows
    total.verdicts.update(found.counts)
    total.faults.update(kept_out)
    say(f"{file.name}: {thousands(found.n_rows)} baris, {thousands(found.n_faulty + found.n_doubled)} tidak ikut.")


def _batch(file: Path, letter: Letter, *, by: Actor, at: datetime) -> Batch:
    """The one this content was read into before, else a new one."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    kind = "people" if letter.kind == import_kinds.PEOPLE else "facts"
    with acting(by):
        told_before = Batch.objects.filter(user_id=by.user_id, kind=kind, digest=digest)
        known = told_before.exclude(state=Batch.State.DISCARDED).order_by("-pk").first()
        return known or staging.open_batch(
            kind=kind, by=by, at=at, region_code=letter.region_code, file_name=file.name, digest=digest
        )


def _tidy(found: ImportRun, *, by: Actor) -> None:
    """Rows that came in leave the waiting room at once: a province's would fill the disk."""
    told = {"run": found.pk, "batch": found.batch_id, "data_from": found.data_from}
    people = found.kind == import_kinds.PEOPLE
    with acting(by):
        run_sql(SQL["tidy_as_a_set"])
        for step in ("tidy_staged", "tidy_verdicts") if people else ("tidy_staged_facts", "tidy_facts"):
            run_sql(SQL[step], told)


def _unfinished(found: ImportRun, *, by: Actor) -> bool:
    """Cut off between the last slice and the tidying: its file of faults may be missing, what came in still waits."""
    with acting(by):
        (waits,) = row(SQL["waits" if found.kind == import_kinds.PEOPLE else "waits_facts"], {"run": found.pk}) or (0,)
    return bool(waits)


def sentences(faults: Mapping[str, int], kind: str) -> Iterator[tuple[int, str]]:
    """The faults of all files by kind, the most frequent first."""
    for code, number in sorted(faults.items(), key=lambda one: -one[1]):
        yield number, shown.sentence_of(code, kind)
