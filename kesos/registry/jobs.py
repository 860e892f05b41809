"""Background entrances of this part: unpack, one call. Each may be run again after a power cut."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from kesos.access import settings_store
from kesos.bulk import staging
from kesos.files import disk, links
from kesos.files.making import room
from kesos.jobs.registry import Result, job
from kesos.jobs.running import Run
from kesos.registry.job_names import APPLY, BNBA, CHECK, PPKS, REJECTS, STAGE
from kesos.registry.queries import import_runs
from kesos.registry.services import export_bnba, export_ppks, export_rejects, import_kinds


@job(STAGE, queue="bulk", slices=True)
def stage(
    run: Run,
    *,
    batch_id: int,
    file_key: str,
    file_name: str,
    sender: str,
    dated_on: str,
    content: str = "people",
    **later: Any,
) -> Result:
    """Read the sheet into staging, then find its heading."""
    with disk.at_hand(UUID(file_key)) as path:
        staging.stage(batch_id=batch_id, path=path, by=run.by, at=run.at, progress=run.progress)
    made = import_kinds.open_import(
        kind=content,
        batch_id=batch_id,
        file_name=file_name,
        sender=sender,
        dated_on=date.fromisoformat(dated_on),
        region_code=run.region_code,
        by=run.by,
        at=run.at,
    )
    return Result("Berkas terbaca. Tunjuk kolomnya.", reverse("registry:import_columns", args=[made.pk]))


@job(CHECK, queue="bulk", slices=True)
def check(run: Run, *, run_id: int, **later: Any) -> Result:
    with run.acting():
        sent = import_runs.own(run.by, run_id)
        same_name = settings_store.number("registry.same_name_percent", at=run.at) / 100
        doubles = settings_store.number("registry.doubles_percent", at=run.at)
    found = import_kinds.check(sent, same_name=same_name, doubles_percent=doubles, by=run.by)
    told = f"{found.n_rows} baris diperiksa: {found.n_faulty} salah, {found.n_doubled} ganda."
    return Result(told, reverse("registry:import", args=[run_id]))


@job(APPLY, queue="bulk", lock="registry.import", slices=True)
def apply(run: Run, *, run_id: int, **later: Any) -> Result:
    with run.acting():
        sent = import_runs.own(run.by, run_id)
    import_kinds.apply(sent, by=run.by, at=run.at, progress=lambda done, of: run.progress(done, of))
    return Result("Impor selesai diterapkan.", reverse("registry:import", args=[run_id]))


@job(REJECTS, queue="bulk")
def rejects(run: Run, *, run_id: int, **later: Any) -> Result:
    with room(f"pekerjaan-{run.id}") as folder:
        file, number = export_rejects.export_rejects(run_id=run_id, folder=folder, by=run.by, at=run.at)
    return Result(f"{number} baris dengan alasannya.", links.link(file.pk))


@job(BNBA, queue="bulk")
def bnba(run: Run, *, wanted: dict[str, Any], **later: Any) -> Result:
    with room(f"pekerjaan-{run.id}") as folder:
        file, number = export_bnba.export_bnba(
            wanted=export_bnba.Wanted.of(wanted), folder=folder, by=run.by, at=run.at, progress=run.progress
        )
    return Result(f"{number} baris diekspor.", links.link(file.pk))


@job(PPKS, queue="bulk")
def ppks(run: Run, *, wanted: dict[str, Any], said: list[list[str]], **later: Any) -> Result:
    with room(f"pekerjaan-{run.id}") as folder:
        file, number = export_ppks.export_ppks(
            wanted=export_ppks.Wanted.of(wanted), folder=folder, by=run.by, at=run.at,
            said=[(name, value) for name, value in said], progress=run.progress,
        )  # fmt: skip
    return Result(f"{number} baris diekspor.", links.link(file.pk))
