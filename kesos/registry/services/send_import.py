"""A file sent for import, and the work on it in the background: once each, however often it is asked for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import BinaryIO

from django.db import transaction

from kesos.bulk import spreadsheets, staging
from kesos.files import disk
from kesos.files import services as files
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.jobs import services as jobs
from kesos.jobs.models import JobRun
from kesos.registry import job_names as ours
from kesos.registry.imports.services import IMPORT
from kesos.registry.models import ImportRun
from kesos.registry.queries import import_runs, places
from kesos.registry.queries import imports as runs
from kesos.registry.services.import_kinds import shape_of


class SheetMissing(Refused):
    """The workbook has several sheets and none, or an unknown one, was named."""

    code = "sheet_missing"


@transaction.atomic
def keep(*, data: BinaryIO, name: str, region_code: str, by: Actor, at: datetime) -> StoredFile:
    """Keep the file and look into it. Raises NotAllowed and what the file is refused for, and then keeps nothing."""
    by.require(IMPORT, region_code)
    places.refuse_unknown(region_code)
    file = files.put(data=data, name=name, kind="spreadsheet", region_code=region_code, by=by, at=at)
    try:
        sheets_of(file)
    except Refused:
        disk.remove(file.pk)  # the refusal takes back the row, not the content
        raise
    return file


def sheets_of(file: StoredFile) -> Sequence[str]:
    """The sheets one may choose from; a CSV has none."""
    with disk.at_hand(file.pk) as path:
        return spreadsheets.look(path).readable


@transaction.atomic
def begin(*, file: StoredFile, sheet: str, sender: str, dated_on: date, kind: str, by: Actor, at: datetime) -> JobRun:
    """Start reading one sheet of a kept file; asked again, the job that was started."""
    shape_of(kind)
    if not sender.strip():
        raise Refused("Tulis kantor pengirim berkas.", code="sender_missing", field="sender")
    StoredFile.objects.select_for_update().get(pk=file.pk)
    batch = runs.batch_of(by, file.pk, sheet)
    if batch and (known := runs.reading(by, batch.pk)):
        return known
    batch = batch or staging.open_batch(
        kind=runs.KIND, by=by, at=at, region_code=file.region_code, file_key=file.pk, file_name=file.name, sheet=sheet,
    )  # fmt: skip
    return jobs.start(
        ours.STAGE, by=by, at=at, title=f"Membaca {file.name}", region_code=file.region_code, batch_id=batch.pk,
        file_key=str(file.pk), file_name=file.name, sender=sender.strip(), dated_on=dated_on.isoformat(),
        content=kind,
    )  # fmt: skip


@transaction.atomic
def send_import(
    *,
    data: BinaryIO,
    name: str,
    sheet: str,
    sender: str,
    dated_on: date,
    region_code: str,
    by: Actor,
    at: datetime,
    kind: str = "people",
) -> JobRun:
    """Both in one act, for programs. Raises SheetMissing where the sheet must be named, and as `keep` and `begin`."""
    shape_of(kind)
    file = keep(data=data, name=name, region_code=region_code, by=by, at=at)
    try:
        return begin(file=file, sheet=_sheet(file, sheet), sender=sender, dated_on=dated_on, kind=kind, by=by, at=at)
    except Refused:
        disk.remove(file.pk)
        raise


@transaction.atomic
def start_work(kind: str, *, run_id: int, by: Actor, at: datetime) -> JobRun:
    """Check, apply or gather the rejects of one's own import; one job at a time. Raises NotFound."""
    run = import_runs.own(by, run_id)
    ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    titles = {ours.CHECK: "Memeriksa", ours.APPLY: "Menerapkan", ours.REJECTS: "Baris salah dari"}
    return import_runs.under_way(by, run.pk) or jobs.start(
        kind, by=by, at=at, title=f"{titles[kind]} {run.file_name}", region_code=run.region_code, run_id=run.pk
    )


def _sheet(file: StoredFile, asked: str) -> str:
    visible = sheets_of(file)
    if asked in visible or not visible:
        return asked if visible else ""
    if len(visible) == 1 and not asked:
        return visible[0]
    raise SheetMissing(f"Sebutkan lembar yang dibaca: {', '.join(visible)}.", field="sheet")
