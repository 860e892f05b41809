"""Apache Spark, in a Python environment of its own: its libraries and ours do not agree on their versions."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from kesos.foundation.errors import Refused
from kesos.padan.engines import EngineGone, Task
from kesos.padan.engines.full import DiskFull, says_full
from kesos.padan.snapshots.places import aside

JOB = Path(__file__).with_name("spark_job.py")
CHECKOUT = Path(__file__).resolve().parents[3]
SETTINGS = {
    "spark.driver.memory": "2g",
    "spark.executor.memory": "2g",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "16",
    # a worker that went away is asked once more, and then it is said so
    "spark.task.maxFailures": "2",
    "spark.network.timeout": "120s",
}
PATIENCE, NO_WORKER = 60, "no worker is left"
CARRY_ON = "Periksa kluster, lalu jalankan lagi; atau kosongkan KESOS_ENGINE untuk memakai DuckDB."


def python() -> Path:
    """The interpreter of Spark's environment: KESOS_SPARK_PYTHON, or the one `tools/spark` makes. Raises Refused."""
    found = Path(settings.SPARK_PYTHON or CHECKOUT / ".spark" / "bin" / "python")
    if not found.exists():
        raise Refused(
            "Lingkungan Spark belum ada. Jalankan «sh tools/spark», atau isi KESOS_SPARK_PYTHON.", code="spark_missing"
        )
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise Refused("Spark memerlukan Java 17 atau lebih baru di mesin ini.", code="java_missing")
    return found


class Spark:
    """Everything at once: the cluster cuts it up itself. It must see the data folder under the same path."""

    def __init__(self, master: str) -> None:
        self.master, self.name = master, f"spark ({master})"
        self.patience = PATIENCE  # seconds
        self.seconds = 0.0  # that the last task took, without the start of the cluster's processes

    def portions(self, buckets: Sequence[int]) -> Sequence[Sequence[int]]:
        return [buckets] if buckets else []

    def run(self, task: Task) -> None:
        self._reached()
        told = {
            "master": self.master, "settings": SETTINGS, "derived": dict(task.derived), "select": task.select,
            "files": {name: [str(file) for file in files] for name, files in task.files.items()},
            "into": str(task.into), "buckets": list(task.buckets), "patience": self.patience,
        }  # fmt: skip
        self.seconds = json.loads(_driven(json.dumps(told)))["seconds"]

    def _reached(self) -> None:
        """Spark itself would ask for a minute before it says that nobody answers."""
        if not self.master.startswith("spark://"):
            return
        host, _, port = self.master.removeprefix("spark://").partition(",")[0].rpartition(":")
        try:
            socket.create_connection((host, int(port or 7077)), timeout=10).close()
        except (OSError, ValueError) as fault:
            raise EngineGone(f"Kluster Spark di {self.master} tidak menjawab. {CARRY_ON}") from fault


def _driven(task: str) -> str:
    """The last line of what the job says. Its standard input stays open: when that closes, this process has died, and
    the job ends as well. Raises EngineGone, DiskFull."""
    with aside() as folder, (folder / "kata.txt").open("w+") as aloud, (folder / "hasil.txt").open("w+") as told:
        with subprocess.Popen(
            [python(), JOB], stdin=subprocess.PIPE, stdout=told, stderr=aloud, text=True, start_new_session=True,
            env={**os.environ, "PYSPARK_PYTHON": str(python())},
        ) as job:  # fmt: skip
            try:
                with contextlib.suppress(BrokenPipeError):  # why it ended is in what it said
                    print(task, file=job.stdin, flush=True)
                job.wait()
            finally:
                with contextlib.suppress(ProcessLookupError):  # its Java may outlive it, asking for a cluster
                    os.killpg(job.pid, signal.SIGKILL)
        if job.returncode:
            aloud.seek(0)
            _refuse(aloud.read())
        told.seek(0)
        return told.read().splitlines()[-1]


def _refuse(said: str) -> None:
    if says_full(said):
        raise DiskFull
    lines = [line.strip() for line in said.splitlines() if "rror" in line or "xception" in line]
    why = "tidak ada pekerja yang tersisa" if NO_WORKER in said else (lines or ["tanpa keterangan"])[-1][:200]
    raise EngineGone(f"Spark berhenti di tengah jalan ({why}). {CARRY_ON}")
