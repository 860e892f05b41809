"""Where sets of tens of millions are compared: DuckDB on this machine, or Apache Spark by a setting.

Both run the same statements (`sql/match.sql`) over the same Parquet files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from django.conf import settings

from kesos.foundation.errors import Refused


@dataclass(frozen=True, slots=True)
class Task:
    """One select over named sets of Parquet files; `derived` are views over those, in order.

    The rows come out as `into/<bucket>/*.parquet` by their column `bucket`.
    """

    files: Mapping[str, Sequence[Path]]
    select: str
    into: Path
    buckets: Sequence[int]
    derived: Mapping[str, str] = field(default_factory=dict)

    def folder(self, bucket: int) -> Path:
        return self.into / f"{bucket:02d}"


class Engine(Protocol):
    name: str

    def portions(self, buckets: Sequence[int]) -> Sequence[Sequence[int]]:
        """How many buckets this engine takes at a time."""

    def run(self, task: Task) -> None:
        """Every folder of the task whole, or not there. Raises EngineGone, DiskFull."""


class EngineGone(Refused):
    """The engine stopped in the middle; what it had finished stands, the rest is done by running again."""

    code = "engine_gone"


def engine() -> Engine:
    """The one of KESOS_ENGINE: nothing is DuckDB; spark://host:port, or local[n], is Spark. Raises Refused."""
    asked = settings.PADAN_ENGINE
    if not asked or asked == "duckdb":
        from kesos.padan.engines.duck import Duck

        return Duck()
    if asked.startswith(("spark://", "local[")):
        from kesos.padan.engines.spark import Spark

        return Spark(asked)
    raise Refused(f"KESOS_ENGINE «{asked}» tidak dikenal. Kosongkan, atau isi spark://mesin:7077.", code="engine")
