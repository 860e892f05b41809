"""The PPKS of the kab/kota that has most of them, as an official there takes them away: Excel, CSV and Parquet."""

import time
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

from kesos.bulk.sql import row
from kesos.config.bench.figures import Figure, machine_load
from kesos.config.scale.ground import PROVINCE, Ground
from kesos.config.scale.officials import an_official
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.registry.queries.ppks import OPEN
from kesos.registry.queries.ppks_list import VIEW
from kesos.registry.services import export_ppks
from kesos.registry.services.export_terms import EXPORT

ROWS, MEMORY_MB = 130_000, 1024
_MOST = "select left(region_code, 4) from registry_ppksrecord group by 1 order by count(*) desc limit 1"


def ppks(ground: Ground) -> list[Figure]:
    """Each form after the other, in this process, as the worker writes it; what it holds is bounded."""
    user = an_official("ukur.ekspor", "DINSOS_PROV", PROVINCE)
    with acting(SYSTEM):
        (kab,) = row(_MOST, {}) or (PROVINCE,)
    by = Actor(user_id=user, name="Petugas (ukur)", grants=frozenset((may, kab) for may in (VIEW, EXPORT, OPEN)))
    figures, rows = [], 0
    with TemporaryDirectory(dir=ground.folder) as folder:
        for form, called in export_ppks.FORMS.items():
            wanted = export_ppks.Wanted({"place": kab}, "Pengukuran ekspor satu kabupaten", form=form, guarded=True)
            began = time.perf_counter()
            with acting(by):
                _, rows = export_ppks.export_ppks(
                    wanted=wanted, folder=Path(folder), by=by, at=datetime.now(UTC), said=[]
                )
            taken = time.perf_counter() - began
            about = f"{called}, {rows} baris di {kab}; {machine_load()}"
            figures.append(Figure(f"ppks_export_{form}_seconds", round(taken, 1), None, about=about))
    held = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    return [
        Figure("ppks_export_rows", rows, round(ROWS * ground.scale), at_least=True, about=f"semua PPKS di {kab}"),
        *figures,
        Figure("ppks_export_memory_mb", held, MEMORY_MB, about="proses Kesos, sesudah ketiga bentuk"),
    ]
