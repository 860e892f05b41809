"""The province's files, where they are not there yet."""

import json
import subprocess
import sys
from pathlib import Path

from kesos.config.bench.figures import Figure, machine_load, seconds
from kesos.config.bench.starts import KESOS
from kesos.config.scale.ground import PROVINCE, SEED, Ground

RECORDS, REGISTER = 29_157_695, 37_000_000


def make(ground: Ground) -> list[Figure]:
    """What was made before is not made again; its time then stands in its own summary."""
    done = ground.province / "ringkasan.json"
    if not done.exists():
        command: list[str | Path] = [
            KESOS,
            "people",
            "generate",
            "--region",
            PROVINCE,
            "--seed",
            str(SEED),
            "--out",
            ground.province,
        ]
        scaled = [] if ground.scale == 1 else ["--scale", str(ground.scale)]
        taken = seconds(lambda: subprocess.run([*command, *scaled], check=True, stdout=sys.stderr))
        (ground.found / "made.json").write_text(json.dumps({"seconds": round(taken, 1)}) + "\n")
    rows = _counts(ground)
    taken = json.loads((ground.found / "made.json").read_text())["seconds"]
    return [
        Figure("province_seconds", taken, 600, about=machine_load()),
        Figure("province_records", six(ground), round(RECORDS * ground.scale * 0.999), at_least=True, about=str(rows)),
        Figure("province_register", rows["register"], round(REGISTER * ground.scale * 0.999), at_least=True),
    ]


def six(ground: Ground) -> int:
    """Rows of the six sets."""
    return sum(number for name, number in _counts(ground).items() if name not in ("register", "truth"))


def _counts(ground: Ground) -> dict[str, int]:
    told: dict[str, int] = json.loads((ground.province / "ringkasan.json").read_text())["counts"]
    return told
