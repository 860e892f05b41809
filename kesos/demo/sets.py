"""PPKS, PSKS, residents of homes and poverty targets of the demonstration, by small files as everybody's."""

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.registry.facts import services as facts
from kesos.registry.facts.folder import AS_OF, SENDER
from kesos.registry.facts.kinds import kinds

SQL = statements("kesos.demo", "sql/sets.sql")
HEADS = {
    "ppks": "NIK,NO_KK,NAMA_LENGKAP,JENIS_KELAMIN,TANGGAL_LAHIR,KODE_WILAYAH,JENIS_PPKS,RAGAM_DISABILITAS,SEJAK",
    "psks": "JENIS_PSKS,NIK,NAMA,KODE_WILAYAH,SEJAK",
    "panti": "PANTI,KODE_PANTI,NIK,NAMA_LENGKAP,JENIS_KELAMIN,TANGGAL_LAHIR,KODE_WILAYAH,MASUK",
    "ekstrem": "NO_KK,NIK,NAMA_KEPALA,KODE_WILAYAH,PERIODE",
}


def bring(folder: Path, *, region_code: str, by: Actor, at: datetime, say: Callable[[str], None]) -> dict[str, Any]:
    """Write the four files beside the people's and import them; how many rows of each were written."""
    written: dict[str, Any] = {}
    for kind, head in HEADS.items():
        path = folder / f"{kind}.csv"
        with acting(by):
            found = rows(SQL[kind], {"on": AS_OF})
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head.split(","))
            writer.writerows(found)
        batch = facts.stage(kind="facts", path=path, by=by, at=at)
        run = facts.open_import(
            kind=kind, batch_id=batch.pk, file_name=path.name, sender=SENDER, dated_on=AS_OF, region_code=region_code,
            by=by, at=at,
        )  # fmt: skip
        run = facts.check(run_id=run.pk, doubles_percent=100, by=by)
        run = facts.apply(run_id=run.pk, by=by, at=at)
        written[kind] = run.counts.get("new", 0)
        say(f"{kinds()[kind].label}: {written[kind]} baru, {run.n_faulty} ditolak.")
    return written
