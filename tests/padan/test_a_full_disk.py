"""A disk that fills while something is received, copied or compared: a sentence, nothing half applied, and later on."""

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.engines.full import DiskFull
from kesos.padan.models import Finding, Run, Snapshot
from kesos.padan.services import runs, snapshots
from tests.padan.others import Other
from tests.padan.world import AT, OFFICE, a_line, an_extract
from tests.registry.world import a_person

PAGE = 4096


@pytest.fixture
def small(tmp_path):
    """The data folder on a disk of its own, of 4 MB."""
    folder = tmp_path / "data"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def with_little_room(folder: Path, act: Callable[[], object], *, pages: int = 6) -> None:
    """The act fails on the full disk, and says so."""
    filler = folder / "lainnya"
    disk = os.statvfs(folder)
    filler.write_bytes(b"\0" * (disk.f_bavail * disk.f_frsize - pages * PAGE))
    with pytest.raises(DiskFull, match=r"Disk folder data penuh\. Kosongkan tempat, lalu jalankan lagi"):
        act()
    filler.unlink()


def counted() -> tuple[int, int, int]:
    with acting(SYSTEM):
        return Snapshot.objects.exclude(ready_at=None).count(), Run.objects.count(), Finding.objects.count()


def steps(folder: Path, *lines: str) -> list[Callable[[], object]]:
    extract = an_extract(folder, *lines)
    return [
        lambda: snapshots.receive([extract], as_of=date(2026, 11, 1), by=OFFICE, at=AT),
        lambda: snapshots.refresh_mirror(by=OFFICE, at=AT),
        lambda: runs.compare(by=OFFICE, at=AT),
    ]


@pytest.mark.django_db
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_disk_that_is_really_full_stops_each_step_and_the_next_try_ends_it(small, tmp_path):
    receive, mirror, compare = steps(tmp_path, a_line(a_person("SULASTRI"), name="LASTRI"))

    with_little_room(small, receive)
    assert counted() == (0, 0, 0)
    receive()
    with_little_room(small, mirror)
    assert counted() == (1, 0, 0)
    mirror()
    with_little_room(small, compare, pages=1)
    assert counted() == (2, 1, 0)
    compare()

    assert counted() == (2, 1, 1)
    assert not list(small.glob("padan/sementara-*"))
    assert not list(small.glob("padan/temuan/*"))


NARROW = """
import resource, signal, sys
from kesos.padan.engines.full import DiskFull
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
try:
    steps[{step!r}]()
except DiskFull:
    sys.exit(0)
sys.exit(3)
"""


def test_where_files_may_not_grow_it_is_the_same(committed, tmp_path):
    """As for everybody but root, whose disks are small by a limit."""
    receive, mirror, compare = steps(tmp_path, a_line(a_person("SULASTRI"), name="LASTRI"))

    for step, act in (("receive", receive), ("mirror", mirror), ("compare", compare)):
        assert Other(NARROW.format(step=step), tmp_path).ended() == 0
        act()

    assert counted() == (2, 1, 1)
