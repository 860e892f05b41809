"""A file in the making leaves nothing behind, whatever became of whoever made it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from kesos.files import making, sweeping

pytestmark = pytest.mark.django_db
KILLED = """
import os, signal
from django.conf import settings
settings.configure(MEDIA_ROOT={root!r})
from kesos.files import making
with making.room("pekerjaan-7") as folder:
    (folder / "ppks.xlsx").write_text("9971035204790001")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def killed(root) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED.format(root=str(root))], check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.requirement("J-40")
def test_after_kill_9_the_next_attempt_begins_in_an_empty_folder_and_leaves_none(root):
    killed(root)
    assert [path.name for path in root.rglob("*.xlsx")] == ["ppks.xlsx"]

    with making.room("pekerjaan-7") as folder:
        assert list(folder.iterdir()) == []

    assert list(root.iterdir()) == []


def test_what_nobody_comes_back_for_goes_with_the_sweep(root):
    killed(root)
    left = next(root.rglob("*.xlsx"))
    old = time.time() - 2 * 24 * 3600
    os.utime(left, (old, old))

    assert sweeping.remove_orphans() == 1
    assert not left.exists()


def test_a_refusal_in_the_middle_leaves_nothing(root):
    def refused() -> None:
        with making.room("pekerjaan-8") as folder:
            (folder / "a.csv").write_text("x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        refused()

    assert list(root.iterdir()) == []
