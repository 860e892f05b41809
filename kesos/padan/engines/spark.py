"""Apache Spark, in a Python environment of its own: its libraries and ours do not agree on their versions."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

from kesos.foundation.errors import Refused
from kesos.padan.engines import EngineGone, Task

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


def python() -> Path:
    """The interpreter of Spark's environment: KESOS_SPARK_PYTHON, or the one `tools/spark` makes. Raises Refused."""
    found = Path(os.environ.get("KESOS_SPARK_PYTHON") or CHECKOUT / ".spark" / "bin" / "python")
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
        self.seconds = 0.0

    def portions(self, buckets: Sequence[int]) -> Sequence[Sequence[int]]:
        return [buckets] if buckets else []

    def run(self, task: Task) -> None:
        self._reached()
        told = {
            "master": self.master, "settings": SETTINGS, "derived": dict(task.derived), "select": task.select,
            "files": {name: [str(file) for file in files] for name, files in task.files.items()},
            "into": str(task.into), "buckets": list(task.buckets),
        }  # fmt: skip
        done = subprocess.run(
            [python(), JOB], input=json.dumps(told), capture_output=True, text=True, check=False,
            env={**os.environ, "PYSPARK_PYTHON": str(python())},
        )  # fmt: skip
        if done.returncode:
            why = next(
                (line for line in reversed(done.stderr.splitlines()) if "rror" in line or "xception" in line), ""
            )
            raise EngineGone(
                f"Spark berhenti di tengah jalan ({why.strip()[:200] or 'tanpa keterangan'}). Periksa kluster, lalu "
                "jalankan lagi; atau kosongkan KESOS_ENGINE untuk memakai DuckDB."
            )
        self.seconds = json.loads(done.stdout.splitlines()[-1])["seconds"]

    def _reached(self) -> None:
        """Spark itself would ask for a minute before it says that nobody answers."""
        if not self.master.startswith("spark://"):
            return
        host, _, port = self.master.removeprefix("spark://").partition(",")[0].rpartition(":")
        try:
            socket.create_connection((host, int(port or 7077)), timeout=10).close()
        except (OSError, ValueError) as fault:
            raise EngineGone(
                f"Kluster Spark di {self.master} tidak menjawab. Periksa alamatnya, lalu jalankan lagi; atau kosongkan "
                "KESOS_ENGINE untuk memakai DuckDB."
            ) from fault
