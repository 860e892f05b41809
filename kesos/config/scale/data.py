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
    told = json.loads(done.read_text())
    rows = {name: int(number) for name, number in told["counts"].items()}
    taken = json.loads((ground.found / "made.json").read_text())["seconds"]
    six = sum(number for name, number in rows.items() if name not in ("register", "truth"))
    return [
        Figure("province_seconds", taken, 600, about=machine_load()),
        Figure("province_records", six, round(RECORDS * ground.scale * 0.999), at_least=True, about=str(rows)),
        Figure("province_register", rows["register"], round(REGISTER * ground.scale * 0.999), at_least=True),
    ]
