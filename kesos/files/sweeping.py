"""What is over goes: files past their time, and content that belongs to no row."""

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.files import bucket, disk, services
from kesos.foundation.actor import SYSTEM

SLICE = 500
YOUNG_SECONDS = 24 * 3600  # an upload whose transaction still runs is no orphan


def expire(*, at: datetime, slice_rows: int = SLICE) -> int:
    """Files past their retention; how many."""
    gone = 0
    while True:
        with acting(SYSTEM):
            with connection.cursor() as cursor:
                cursor.execute(_sql("due"), {"at": at, "slice": slice_rows})
                keys = [key for (key,) in cursor.fetchall()]
            services.forget(keys, at=at)
        gone += len(keys)
        if len(keys) < slice_rows:
            return gone


def remove_orphans(*, older_than_seconds: float = YOUNG_SECONDS) -> int:
    """Content whose row was never committed, or was deleted just before the power went; how many."""
    before = time.time() - older_than_seconds
    gone = 0
    for folder in _folders():
        old = [path.name for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < before]
        for name in _without_row(old):
            (folder / name).unlink(missing_ok=True)
            gone += 1
    if bucket.is_used():
        for names in bucket.older(datetime.fromtimestamp(before, tz=UTC)):
            orphans = _without_row(name for name in names if _key(name))  # the bucket may hold things of others
            bucket.remove(orphans)
            gone += len(orphans)
    return gone


def _without_row(names: Iterable[str]) -> list[str]:
    keyed = {name: _key(name) for name in names}
    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_sql("living"), {"keys": list({key for key in keyed.values() if key})})
        living = {key for (key,) in cursor.fetchall()}
    return [name for name, key in keyed.items() if key not in living]


def _folders() -> Iterator[Path]:
    root = Path(settings.MEDIA_ROOT)
    if root.is_dir():
        yield from (path for path in root.iterdir() if path.is_dir())


def _key(name: str) -> UUID | None:
    try:
        return UUID(name.rpartition("/")[2].removesuffix(disk.THUMBNAIL))
    except ValueError:
        return None


def _sql(name: str) -> str:
    return statements("kesos.files", "sql/retention.sql")[name]
