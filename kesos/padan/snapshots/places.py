"""Where snapshots lie: <data folder>/padan/<kind>/<number>/<bucket>/*.parquet, beside them what changed."""

from dataclasses import dataclass
from pathlib import Path

from kesos.foundation.places import data_folder

BUCKETS = 16
# by the kecamatan of issue and not by the last digits: neighbours stay together
BUCKET = f"cast((nik // 10000000000) % {BUCKETS} as integer)"


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


def place(kind: str, number: int) -> Place:
    folder = root() / kind / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    return Place(folder)
