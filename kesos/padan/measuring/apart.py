"""One step in a process of its own: how long it took, and the most memory it held."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused

MEASURER = Actor(user_id=-1, name="Pengukur", grants=frozenset({("padan.run", "33")}))
AS_OF = date(2026, 7, 1)


@dataclass(frozen=True, slots=True)
class Done:
    """Seconds of the step alone, megabytes of the whole process, and what the step says of itself."""

    seconds: float
    megabytes: int
    told: dict[str, Any] = field(default_factory=dict)


def apart(step: str, *, memory: str = "4GB", **told: Any) -> Done:
    """Raises Refused where the step ended badly."""
    command = [sys.executable, "-m", __name__, step, json.dumps(told, default=str)]
    environment = {**os.environ, "KESOS_PADAN_MEMORY": memory}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Refused(f"Ukuran «{step}» tidak selesai; sebabnya tercetak di atas.")
    return Done(**json.loads(done.stdout.splitlines()[-1]))


def receive(files: list[str], source: str, day: str) -> dict[str, Any]:
    from kesos.padan.services import snapshots

    found = snapshots.receive(
        [Path(file) for file in files], source=source, as_of=date.fromisoformat(day), by=MEASURER, at=datetime.now(UTC)
    )
    return {"snapshot": found.pk, **found.counts}


def mirror() -> dict[str, Any]:
    from kesos.padan.services import snapshots

    found = snapshots.refresh_mirror(by=MEASURER, at=datetime.now(UTC))
    return {"snapshot": found.pk, **found.counts}


def compare(sources: list[str]) -> dict[str, Any]:
    from kesos.padan.services import runs

    done = [runs.compare(source=source, by=MEASURER, at=datetime.now(UTC)) for source in sources]
    return {"whole": all(run.is_whole for run in done), "written": sum(run.counts.get("new", 0) for run in done)}


def copied(into: str) -> dict[str, Any]:
    from kesos.padan.measuring import bare

    return {"bytes": bare.copy(Path(into))}


def detailed(into: str, snapshots: dict[str, int]) -> dict[str, Any]:
    from kesos.padan.measuring import bare

    return bare.detail(Path(into), **snapshots)


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "receive": receive, "mirror": mirror, "compare": compare, "copied": copied, "detailed": detailed,
}  # fmt: skip


def _most_megabytes() -> int:
    """Of this program: what getrusage says counts the parent it was forked from as well."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def main(step: str, told: str) -> None:
    import_module("django").setup()
    from django.db import connection

    connection.ensure_connection()
    began = time.perf_counter()
    said = STEPS[step](**json.loads(told))
    seconds = time.perf_counter() - began
    sys.stdout.write(json.dumps(asdict(Done(round(seconds, 3), _most_megabytes(), said))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
