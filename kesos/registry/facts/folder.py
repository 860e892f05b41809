"""All fact files of one generated folder, in the order in which they lean on one another."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from kesos.bulk import staging
from kesos.bulk.models import Batch
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.registry.facts import services as facts
from kesos.registry.models import ImportRun

AS_OF = date(2026, 7, 1)  # the day of the generated files
SENDER = "Data contoh"
FAMILIES, PEOPLE, DECILES, RECIPIENTS = "keluarga.csv", "dtsen_orang.csv", "desil.csv", "penerima.csv"
SAME_FACT = 0.5


def import_folder(
    folder: Path,
    *,
    by: Actor,
    at: datetime,
    say: Callable[[str], None] = lambda sentence: None,
    region_code: str = "",
    visits: bool = True,
) -> dict[str, int]:
    """Listings, visits, deciles and memberships of a folder whose people are in; how many rows of each were written.

    The keys are `listing_dtks`, `listing_dtsen`, `family_visit`, `person_visit`, `decile`, `enrolment` and
    `refused`, the rows kept out. A second call changes nothing. `visits=False` leaves the
    visits out, which are most of the work. Raises NotFound where a file is missing.
    """
    for name in (FAMILIES, PEOPLE, DECILES, RECIPIENTS):
        if not (folder / name).is_file():
            raise NotFound(f"Berkas {name} tidak ada di {folder}. Buat dahulu dengan kesos people generate.")
    written: dict[str, int] = {"refused": 0}

    def bring(key: str, kind: str, batch: Batch, columns: Mapping[str, str], **told: str) -> None:
        run = facts.open_import(
            kind=kind, batch_id=batch.pk, file_name=batch.file_name, sender=SENDER, dated_on=AS_OF,
            region_code=region_code, by=by, at=at, told=told,
        )  # fmt: skip
        if run.state == ImportRun.State.STAGED and columns:
            places = {field: run.labels.index(label) for field, label in columns.items()}
            run = facts.map_columns(run_id=run.pk, columns=places, by=by, at=at)
        if run.state in (ImportRun.State.STAGED, ImportRun.State.CHECKED):
            run = facts.check(run_id=run.pk, same_name=SAME_FACT, doubles_percent=100, by=by)
        run = facts.apply(run_id=run.pk, by=by, at=at)
        written[key] = run.counts.get("new", 0) + run.counts.get("changed", 0)
        written["refused"] += run.n_faulty
        kept = run.counts.get("same", 0)
        say(f"{facts.WHAT[kind].capitalize()}: {written[key]} baru, {kept} tetap, {run.n_faulty} ditolak.")

    families = _staged(folder / FAMILIES, by, at)
    for register in ("dtks", "dtsen"):
        columns = {"kk": "no_kk", "number": "id_dtks", "from_on": f"{register}_since"}
        bring(f"listing_{register}", "listing", families, columns, register=register)
    if visits:
        bring("family_visit", "family_visit", families, {})
    if visits:
        bring("person_visit", "person_visit", _staged(folder / PEOPLE, by, at), {})
    bring("decile", "decile", _staged(folder / DECILES, by, at), {})
    bring("enrolment", "enrolment", _staged(folder / RECIPIENTS, by, at), {})
    return written


def _staged(path: Path, by: Actor, at: datetime) -> Batch:
    """The file in staging; a reading that was cut off goes on."""
    with acting(by):
        cut = Batch.objects.filter(
            kind="facts", file_name=path.name, state=Batch.State.READING, user_id=by.user_id
        ).first()
    if cut is None:
        return facts.stage(kind="facts", path=path, by=by, at=at)
    staging.stage(batch_id=cut.pk, path=path, by=by, at=at)
    return cut
