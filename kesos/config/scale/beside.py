"""How long an operator waits for a person whom an import is writing at that moment."""

import csv
import random
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from kesos.bulk.sql import row
from kesos.config.bench.figures import Figure, machine_load
from kesos.config.bench.starts import KESOS
from kesos.config.scale.ground import DAY, SENDER, Ground
from kesos.config.scale.officials import IMPORTER
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM

ROWS, MOST_MS, PAUSE = 200_000, 1000, 0.02
OTHER = {"WIRASWASTA": "BURUH HARIAN LEPAS"}
_HOLD = "select id from registry_person where nik = %(nik)s for update"


def operators(ground: Ground) -> list[Figure]:
    """The first kab/kota's list again, a day younger and with every occupation changed, so that each row is written."""
    with TemporaryDirectory(dir=ground.folder) as folder:
        file = Path(folder) / "lagi.csv"
        niks = _changed(min((ground.province / "dtks").glob("*.csv")), file)
        day = date.fromisoformat(DAY) + timedelta(days=1)
        command: list[str | Path] = [
            KESOS, "people", "import", file, "--user", IMPORTER, "--sender", SENDER, "--dated-on", f"{day}",
        ]  # fmt: skip
        waits = []
        with subprocess.Popen(command, stdout=sys.stderr) as importing:
            while importing.poll() is None:
                waits.append(_wait_for(random.choice(niks)))  # noqa: S311 - whom to look for, not a secret
                time.sleep(PAUSE)
            if importing.returncode:
                raise RuntimeError("the import beside the operators broke off")
    longest = sorted(waits)[-1] * 1000
    about = f"{len(waits)} kali seorang warga dari berkas itu dipegang, {len(niks)} baris diimpor; {machine_load()}"
    return [Figure("operator_waits_for_an_import_ms", round(longest), MOST_MS, about=about)]


def _changed(source: Path, target: Path) -> list[str]:
    """At most so many rows of the file, and the NIKs in them."""
    niks = []
    with source.open(newline="", encoding="utf-8") as told, target.open("w", newline="", encoding="utf-8") as out:
        reader = csv.DictReader(told)
        writer = csv.DictWriter(out, reader.fieldnames or [])
        writer.writeheader()
        for number, one in enumerate(reader):
            if number == ROWS:
                break
            writer.writerow(one | {"PEKERJAAN": OTHER.get(one["PEKERJAAN"], "WIRASWASTA")})
            niks.append(one["NIK"])
    return [nik for nik in niks if len(nik) == 16 and nik.isdigit()]


def _wait_for(nik: str) -> float:
    """Seconds until the row was held, as every service that writes a person holds it first."""
    with acting(SYSTEM):
        began = time.perf_counter()
        row(_HOLD, {"nik": int(nik)})
        return time.perf_counter() - began
