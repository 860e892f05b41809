"""The wrong rows of an import as a workbook that can be mended and sent again."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from kesos.bulk.excel_out import About
from kesos.bulk.rejects import write_rejects
from kesos.files import services as files
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor
from kesos.registry.models import ImportRun
from kesos.registry.queries import import_runs, imports


@transaction.atomic
def export_rejects(*, run_id: int, folder: Path, by: Actor, at: datetime) -> tuple[StoredFile, int]:
    """The stored file and how many rows it holds. Within the sender's transaction; raises NotFound, DiskFull."""
    run = import_runs.own(by, run_id)
    target = folder / "baris-salah.xlsx"
    number = write_rejects(target, labels=run.labels, rejected=imports.wrong_rows(run), about=_about(run, by, at))
    with target.open("rb") as data:
        name = f"Baris salah - {run.file_name.rpartition('.')[0] or run.file_name}.xlsx"
        file = files.put(data=data, name=name, kind="rejects", region_code=run.region_code, by=by, at=at)
    return file, number


def _about(run: ImportRun, by: Actor, at: datetime) -> About:
    return About(
        title=f"Baris yang tidak ikut dari {run.file_name}",
        made_by=by.name,
        made_at=at,
        purpose="Dibetulkan, lalu dikirim lagi lewat layar impor",
        filters=(("Pengirim", run.sender),),
        data_as_of=run.dated_on,
        notes=("Betulkan isinya menurut kolom Alasan. Kolom Alasan boleh tetap ada.",),
    )
