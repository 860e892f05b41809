"""A place on our own disk for a file in the making, which no killed attempt leaves behind."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def room(name: str) -> Iterator[Path]:
    """An empty folder, gone at the end. What an attempt of the same name left, killed in its middle, goes first; what
    nobody comes back for is taken by the sweep of orphans, because it lies where files without a row are looked for."""
    folder = Path(settings.MEDIA_ROOT) / f"buat-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
