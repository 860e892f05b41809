"""Store a file, start the clock of its retention, throw it away when its time is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.db import connection, transaction

from kesos.bulk.statements import statements
from kesos.files import disk, names, pictures
from kesos.files.content import media_type
from kesos.files.file_kinds import IMAGES, FileKind, file_kind
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Photo:
    """A stored picture and what its camera had written into it, which the stored file no longer holds."""

    file: StoredFile
    facts: pictures.Facts


def put(*, data: BinaryIO, name: str, kind: str, region_code: str, by: Actor, at: datetime) -> StoredFile:
    """Keep the content under a new key; pictures are encoded anew without metadata.

    The row is part of the caller's transaction; content without a row is removed by the sweep. Raises BadFile,
    TooLarge or StorageFull, and then nothing is kept.
    """
    return put_photo(data=data, name=name, kind=kind, region_code=region_code, by=by, at=at).file


def put_photo(*, data: BinaryIO, name: str, kind: str, region_code: str, by: Actor, at: datetime) -> Photo:
    """As `put`, and tells position and time that the camera had written into a picture."""
    rules = file_kind(kind)
    key = uuid4()
    with disk.received(data, max_bytes=rules.max_bytes) as upload:
        found = media_type(upload.path, rules)
        facts = pictures.Facts()
        size, mark = upload.size, upload.sha256
        try:
            if found in IMAGES:
                found, facts, size, mark = _as_picture(upload.path, key)
            else:
                disk.settle(upload.path, key)
            # what is one person's own stands in no area, so that no policy of an area shows it
            place = "" if rules.own_only else region_code
            file = _row(key, rules, name, found, size, mark, place, by, at)
        except BaseException:
            disk.remove(key)
            raise
    return Photo(file, facts)


@transaction.atomic
def start_retention(*, keys: Iterable[UUID], at: datetime) -> int:
    """The event has happened (decided, closed) from which these files' months count; how many it concerned."""
    with connection.cursor() as cursor:
        cursor.execute(_sql("start_clock"), {"keys": list(keys), "at": at})
        return int(cursor.rowcount)


def forget(keys: Iterable[UUID], *, at: datetime) -> None:
    """What remains is that there was a file: kind, size, place, time. The content goes after the commit."""
    gone = list(keys)
    StoredFile.objects.filter(pk__in=gone).update(
        deleted_at=at, name="", sha256="", has_thumbnail=False, expires_at=None
    )
    transaction.on_commit(lambda: _remove(gone))


def _remove(keys: Iterable[UUID]) -> None:
    for key in keys:
        disk.remove(key)


def _as_picture(source: Path, key: UUID) -> tuple[str, pictures.Facts, int, str]:
    small, large = (source.with_suffix(f".{word}{disk.PART}") for word in ("kecil", "besar"))
    try:
        found, facts = pictures.reencoded(source, large, small)
        size, mark = disk.measured(large)
        disk.settle(large, key, small)
    finally:
        for left in (small, large):
            left.unlink(missing_ok=True)
    return found, facts, size, mark


def _row(
    key: UUID,
    rules: FileKind,
    name: str,
    found: str,
    size: int,
    mark: str,
    region_code: str,
    by: Actor,
    at: datetime,
) -> StoredFile:
    with transaction.atomic():
        file = StoredFile.objects.create(
            key=key,
            kind=rules.name,
            name=names.harmless(name, found),
            media_type=found,
            size=size,
            sha256=mark,
            has_thumbnail=found in IMAGES,
            region_code=region_code,
            stored_by=by.user_id,
            stored_at=at,
            retention_class=rules.retention,
        )
        with connection.cursor() as cursor:
            cursor.execute(_sql("start_own_clock"), {"key": key, "at": at})
            if found_end := cursor.fetchone():
                (file.expires_at,) = found_end
    return file


def _sql(name: str) -> str:
    return statements("kesos.files", "sql/retention.sql")[name]
