"""Where snapshots lie: <data folder>/padan/<kind>/<number>/<bucket>/*.parquet, beside them what changed."""

import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kesos.foundation.places import data_folder

BUCKETS = 16
# By the kecamatan of issue and not by the last digits: neighbours stay together. DuckDB and Spark read it alike, and to
# the last digit: a multiple of 10^10 below 10^16 is exact as the double that Spark divides in.
_BUCKET = f"cast(cast(({{nik}} - {{nik}} % 10000000000) / 10000000000 as bigint) % {BUCKETS} as integer)"
BUCKET = _BUCKET.format(nik="nik")
_ASKED = re.compile(r"bucket_of\(([a-z.]+)\)")
LEFT_BEHIND = 2 * 86_400  # seconds; no run lasts that long


def with_buckets(statement: str) -> str:
    """A statement that says bucket_of(column), with what that is."""
    return _ASKED.sub(lambda asked: _BUCKET.format(nik=asked[1]), statement)


@dataclass(frozen=True, slots=True)
class Place:
    """One snapshot's folder. Its parts appear whole: each is renamed when it is finished."""

    folder: Path

    def bucket(self, number: int) -> Path:
        """A folder of its own: more than one thread writes."""
        return self.folder / f"{number:02d}"

    def files(self, number: int) -> list[Path]:
        return sorted(self.bucket(number).glob("*.parquet"))

    def changed(self, number: int) -> Path:
        """NIKs of the bucket that say something else than in the snapshot before."""
        return self.folder / f"beda-{number:02d}.parquet"

    @property
    def rejects(self) -> Path:
        """A folder, as a bucket's."""
        return self.folder / "ditolak"

    @property
    def raw(self) -> Path:
        return self.folder / "mentah"

    def every_file(self) -> list[Path]:
        return sorted(self.folder.glob("[0-9][0-9]/*.parquet"))


def root() -> Path:
    """All that matching keeps on the disk: names and numbers of everybody, for nobody but the server's own user."""
    folder = data_folder() / "padan"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


@contextmanager
def aside() -> Iterator[Path]:
    """A folder on the same disk for what is thrown away at the end; what a killed process left goes with it."""
    for left in root().glob("sementara-*"):
        with suppress(FileNotFoundError):  # another's, which is done by now
            if left.stat().st_mtime < time.time() - LEFT_BEHIND:
                shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="sementara-", dir=root(), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def place(kind: str, number: int) -> Place:
    folder = root() / kind / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    return Place(folder)
