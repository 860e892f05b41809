"""Content by key: MEDIA_ROOT/<two signs>/<key>, or under the same name in a bucket. Whole or not there at all."""

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID, uuid4

from django.conf import settings

from kesos.files import bucket
from kesos.foundation.errors import NotFound, Refused

_PIECE = 1024 * 1024
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
PART = ".part"
THUMBNAIL = ".kecil"


class StorageFull(Refused):
    """The disk is full; nothing of the upload is left."""

    code = "storage_full"


class TooLarge(Refused):
    code = "file_too_large"


@dataclass(frozen=True, slots=True)
class Received:
    """An upload on our disk that has no name yet."""

    path: Path
    size: int
    sha256: str


def name_of(key: UUID, suffix: str = "") -> str:
    return f"{key.hex[:2]}/{key}{suffix}"


def place(key: UUID, suffix: str = "") -> Path:
    return Path(settings.MEDIA_ROOT) / name_of(key, suffix)


def opened(key: UUID, suffix: str = "") -> BinaryIO:
    """To be closed by the caller. Raises NotFound where the content is gone, BucketSilent."""
    try:
        return _fetched(name_of(key, suffix)) if bucket.is_used() else place(key, suffix).open("rb")
    except FileNotFoundError as missing:
        raise NotFound("Isi berkas ini tidak ada di server. Beri tahu pengelola.", code="content_missing") from missing


@contextlib.contextmanager
def at_hand(key: UUID, suffix: str = "") -> Iterator[Path]:
    """The content as a file with a path, for readers that want one. Raises as `opened`."""
    if not bucket.is_used():
        yield place(key, suffix)
        return
    with opened(key, suffix) as copy:
        yield Path(copy.name)


@contextlib.contextmanager
def received(data: BinaryIO, *, max_bytes: int) -> Iterator[Received]:
    """The upload as a file of its own; gone at the end unless `settle` gave it a name.

    Raises TooLarge while reading, StorageFull where the disk is.
    """
    folder = Path(settings.MEDIA_ROOT) / "masuk"
    path = folder / f"{uuid4()}{PART}"
    try:
        with refusing_a_full_disk():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            size, mark = _copied(data, path, max_bytes)
        yield Received(path, size, mark)
    finally:
        path.unlink(missing_ok=True)


def _fetched(name: str) -> BinaryIO:
    copy = tempfile.NamedTemporaryFile()  # noqa: SIM115 -- closed, and so removed, by whoever asked
    try:
        bucket.fetch(name, cast(BinaryIO, copy))
        copy.flush()
        copy.seek(0)
    except BaseException:
        copy.close()
        raise
    return cast(BinaryIO, copy)


def settle(path: Path, key: UUID, thumbnail: Path | None = None) -> None:
    """Onto the disk for good, then under their names: after a power cut each is there whole or not at all.

    The thumbnail goes first, and the folder they share is flushed once for both.
    """
    parts = [(thumbnail, THUMBNAIL)] if thumbnail else []
    parts.append((path, ""))
    if bucket.is_used():
        for part, suffix in parts:
            bucket.keep(part, name_of(key, suffix))
            part.unlink()
        return
    folder = place(key).parent
    with refusing_a_full_disk():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for part, suffix in parts:
            _sync(part)
            part.rename(place(key, suffix))
        _sync(folder)


def remove(key: UUID) -> None:
    """What the bucket does not throw away now belongs to no row, and the sweep takes it."""
    names = [name_of(key, suffix) for suffix in ("", THUMBNAIL)]
    if bucket.is_used():
        with contextlib.suppress(bucket.BucketSilent):
            bucket.remove(names)
        return
    for name in names:
        (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)


def measured(path: Path) -> tuple[int, str]:
    mark = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            mark.update(piece)
    return path.stat().st_size, mark.hexdigest()


@contextlib.contextmanager
def refusing_a_full_disk() -> Iterator[None]:
    try:
        yield
    except OSError as failed:
        if failed.errno in _FULL:
            raise StorageFull(
                "Ruang simpan server penuh, berkas tidak tersimpan. Beri tahu pengelola server, lalu unggah lagi."
            ) from failed
        raise


def _copied(data: BinaryIO, path: Path, max_bytes: int) -> tuple[int, str]:
    size, mark = 0, hashlib.sha256()
    with path.open("xb") as out:
        while piece := data.read(_PIECE):
            size += len(piece)
            if size > max_bytes:
                raise TooLarge(
                    f"Berkas ini lebih besar dari {max_bytes // _PIECE} MB. Perkecil atau bagi, lalu unggah lagi."
                )
            mark.update(piece)
            out.write(piece)
    return size, mark.hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
