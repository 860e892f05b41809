"""The folder of a measured province: its files, its private server, and what was found so far."""

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from kesos.config.bench.figures import Figure, machine_load, of_a_process
from kesos.foundation.places import data_folder

PROVINCE, SEED = "33", 7
SENDER, DAY = "Dinas Sosial Provinsi Jawa Tengah", "2026-11-01"


@dataclass(frozen=True, slots=True)
class Ground:
    """`scale` below 1 makes everything that much smaller: a rehearsal, and what the tests run."""

    folder: Path
    scale: float = 1.0

    @property
    def province(self) -> Path:
        return self.folder / "province"

    @property
    def found(self) -> Path:
        return self.folder / "figures"

    def enter(self) -> None:
        """This process and those it starts live in this folder; said before anything asks for the data folder."""
        for name in ("KESOS_DATABASE_URL", "KESOS_DATABASE_APP_URL", "KESOS_DATABASE_AS"):
            os.environ.pop(name, None)
        self.folder.mkdir(parents=True, exist_ok=True)
        # a machine that does nothing else; PostgreSQL's own user must be able to enter
        self.folder.chmod(0o755)
        os.environ |= {"KESOS_DATA_DIR": str(self.folder / "kesos"), "KESOS_DATABASE_SHARE": "4"}
        data_folder.cache_clear()
        self.found.mkdir(exist_ok=True)

    def kept(self, stage: str) -> list[Figure]:
        """What this stage found before; nothing where it has not run to its end."""
        file = self.found / f"{stage}.json"
        told = json.loads(file.read_text())["figures"] if file.exists() else []
        return [Figure(**one) for one in told]

    def keep(self, stage: str, figures: list[Figure], seconds: float) -> None:
        told = {"seconds": round(seconds, 1), "beside": machine_load(), "figures": [asdict(one) for one in figures]}
        (self.found / f"{stage}.json").write_text(json.dumps(told, indent=1) + "\n")

    def in_a_process(self, stage: str) -> list[Figure]:
        """Empty where it broke."""
        told = json.dumps({"folder": str(self.folder), "scale": self.scale})
        return of_a_process([sys.executable, "-m", "kesos.config.scale.stages", stage, told])
