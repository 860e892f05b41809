"""All fact files of one generated folder, in the order in which they lean on one another."""

import csv
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from kesos.bulk import staging
from kesos.bulk.models import Batch
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.registry.facts import services as facts
from kesos.registry.facts.kinds import kinds
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
    visits_in: Collection[str] | None = None,
) -> dict[str, int]:
    """Listings, visits, deciles and memberships of a folder whose people are in; how many rows of each were written.

    The keys are `listing_dtks`, `listing_dtsen`, `family_visit`, `person_visit`, `decile`, `enrolment` and
    `refused`, the rows kept out. A second call changes nothing. `visits_in` names the kelurahan whose recipients'
    visits come in, all families' of every one without it: visits are most of the work. Raises NotFound where a
    file is missing.
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
        say(f"{kinds()[kind].noun.capitalize()}: {written[key]} baru, {kept} tetap, {run.n_faulty} ditolak.")

    families = _staged(folder / FAMILIES, by, at)
    for register in ("dtks", "dtsen"):
        columns = {"kk": "no_kk", "number": "id_dtks", "from_on": f"{register}_since"}
        bring(f"listing_{register}", "listing", families, columns, register=register)
    if visits_in is None:
        visited, members = families, _staged(folder / PEOPLE, by, at)
    else:
        visited, members = (_staged(path, by, at) for path in _of_recipients(folder, visits_in))
    bring("family_visit", "family_visit", visited, {})
    bring("person_visit", "person_visit", members, {})
    bring("decile", "decile", _staged(folder / DECILES, by, at), {})
    bring("enrolment", "enrolment", _staged(folder / RECIPIENTS, by, at), {})
    return written


def _of_recipients(folder: Path, villages: Collection[str]) -> list[Path]:
    """The rows of the recipients of these kelurahan, beside the whole files."""
    cards = {row[0] for row in _rows(folder / RECIPIENTS, ("NO_KK", "KODE_WILAYAH")) if row[1] in villages}
    made = []
    for name in (FAMILIES, PEOPLE):
        path = folder / f"kunjungan_{name}"
        with open(folder / name, encoding="utf-8", newline="") as whole, open(path, "w", encoding="utf-8") as part:
            reader, writer = csv.reader(whole), csv.writer(part, lineterminator="\n")
            head = next(reader)
            at = head.index("no_kk")
            writer.writerow(head)
            writer.writerows(row for row in reader if row[at] in cards)
        made.append(path)
    return made


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[list[str]]:
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        head = next(reader)
        places = [head.index(column) for column in columns]
        for row in reader:
            yield [row[place] for place in places]


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
