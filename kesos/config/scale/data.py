"""The province's files, where they are not there yet."""

import json
import subprocess
import sys
from pathlib import Path

from kesos.config.bench.figures import Figure, machine_load, seconds
from kesos.config.bench.starts import KESOS
from kesos.config.scale.ground import PROVINCE, SEED, Ground
from kesos.foundation.written import thousands

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
        told = {"seconds": round(taken, 1), "beside": machine_load()}
        (ground.found / "made.json").write_text(json.dumps(told) + "\n")
    rows = _counts(ground)
    made = json.loads((ground.found / "made.json").read_text())
    each = ", ".join(f"{name} {thousands(number)}" for name, number in rows.items())
    return [
        Figure("province_seconds", made["seconds"], 600, about=made.get("beside", "dibuat pada jalan sebelumnya")),
        Figure("province_records", six(ground), round(RECORDS * ground.scale * 0.999), at_least=True, about=each),
        Figure("province_register", rows["register"], round(REGISTER * ground.scale * 0.999), at_least=True),
    ]


def six(ground: Ground) -> int:
    """Rows of the six sets."""
    return sum(number for name, number in _counts(ground).items() if name not in ("register", "truth"))


def _counts(ground: Ground) -> dict[str, int]:
    told: dict[str, int] = json.loads((ground.province / "ringkasan.json").read_text())["counts"]
    return told
