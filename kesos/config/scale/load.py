"""The six sets brought in as an operator brings them in, faults, audit and indexes included."""

import json
import sys
import time
from datetime import UTC, date, datetime
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from kesos.config.bench.figures import Figure, machine_load
from kesos.config.importing_people import bring_sets
from kesos.config.scale.data import six
from kesos.config.scale.ground import DAY, PROVINCE, SENDER, Ground
from kesos.config.scale.officials import IMPORTER, an_official

MEMORY_MB = 1024


def six_sets(ground: Ground) -> list[Figure]:
    """Keeps rows and seconds of each set. One that was cut off goes on, but what came before the cut is not in them:
    then the first figure does not hold, and the seconds are no result."""
    an_official(IMPORTER, "DINSOS_PROV", PROVINCE)
    told = ground.found / "sets.json"
    so_far = json.loads(told.read_text()) if told.exists() else {}
    day, at = date.fromisoformat(DAY), datetime.now(UTC)
    for one in bring_sets(ground.province, IMPORTER, SENDER, day, kind="people", told={}, at=at, say=_say):
        before = so_far.get(one.name, {"rows": 0, "seconds": 0.0, "verdicts": {}})
        so_far[one.name] = {
            "rows": before["rows"] + one.brought.rows,
            "seconds": round(before["seconds"] + (one.seconds if one.brought.rows else 0), 1),
            "verdicts": before["verdicts"] | dict(one.brought.verdicts),
        }
        told.write_text(json.dumps(so_far, indent=1) + "\n")
    rows, seconds = sum(one["rows"] for one in so_far.values()), sum(one["seconds"] for one in so_far.values())
    held = max(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)) // 1024
    about = ", ".join(f"{name} {one['rows']} baris {one['seconds']:.0f} detik" for name, one in so_far.items())
    return [
        Figure("load_rows", rows, six(ground), at_least=True, about=about),
        Figure("load_seconds", round(seconds), None, about=machine_load()),
        Figure("load_memory_mb", held, MEMORY_MB, about="proses Kesos yang terbesar, tanpa PostgreSQL"),
    ]


def _say(sentence: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {sentence}\n")
