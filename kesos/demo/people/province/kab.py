"""The task of one process: a whole kab/kota, from its people to its finished files."""

import os
import signal
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa

from kesos.demo.people import statistics
from kesos.demo.people.province.files import KabFiles, keep
from kesos.demo.people.province.kecamatan import SCHEMAS, draw, make
from kesos.demo.people.province.plan import KabPlan
from kesos.demo.people.province.rates import Rates

FINISHED = "selesai"  # the folder of what each kab/kota came to, written when its files are whole


def make_kab(plan: KabPlan, out: Path, rates: Rates, seed: int, today: int, *, csv: bool) -> dict[str, Any]:
    started, cpu = time.monotonic(), time.process_time()
    region = statistics.region(plan.code)
    planted: Counter[str] = Counter()
    with KabFiles(out, plan.code, SCHEMAS, csv=csv) as files:
        for share in plan.shares:
            of = draw(region, share, seed, today)
            made = make(of, share, rates, seed)
            planted += made.planted()
            for name, sheet in made.sheets.items():
                files.add("truth", sheet.truth(files.rows[name] + 1))
            for name, table in made.tables.items():
                files.add(name, table)
        sizes = files.finish()
        rows = files.rows
    told = {
        "kab": plan.code,
        "name": region.name,
        "rows": rows,
        "bytes": sizes,
        "planted": dict(sorted(planted.items())),
        "seconds": round(time.monotonic() - started, 2),
        "cpu_seconds": round(time.process_time() - cpu, 2),
    }
    keep(out / FINISHED / f"{plan.code}.json", told)
    return told


def alone() -> None:
    """One thread a process, and an end with the parent even if that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
