"""Content in an S3 bucket, where several servers serve one office: under the names it would have on the disk."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import BinaryIO

import obstore
from django.conf import settings
from obstore.exceptions import BaseError
from obstore.store import S3Store

from kesos.foundation.errors import Refused

_PIECE = 1024 * 1024
_A_PAGE = 1000
NO_BUCKET = (BaseError, FileNotFoundError)  # where nothing is looked up, what is not there is the bucket


class BucketSilent(Refused):
    """The bucket does not answer, or does not let us in; nothing was stored or thrown away."""

    code = "storage_unavailable"
    status = 503


def is_used() -> bool:
    return bool(settings.KESOS_BUCKET.name)


def keep(path: Path, name: str) -> None:
    """Whole under its name, or not there at all. Raises BucketSilent."""
    with path.open("rb") as content, _refusing(*NO_BUCKET):
        obstore.put(_store(), name, content)


def fetch(name: str, into: BinaryIO) -> None:
    """Raises FileNotFoundError, BucketSilent."""
    with _refusing(BaseError):
        for piece in obstore.get(_store(), name).stream(min_chunk_size=_PIECE):
            into.write(piece)


def remove(names: Sequence[str]) -> None:
    """Those that are there. Raises BucketSilent."""
    if names:
        with _refusing(*NO_BUCKET):
            obstore.delete(_store(), list(names))


def older(than: datetime) -> Iterator[list[str]]:
    """Names stored before, a page at a time. Raises BucketSilent."""
    with _refusing(*NO_BUCKET):
        for found in obstore.list(_store(), chunk_size=_A_PAGE):
            if old := [each["path"] for each in found if each["last_modified"] < than]:
                yield old


def _store() -> S3Store:
    told = settings.KESOS_BUCKET
    return _connected(told.url, told.name, told.region, told.key, told.secret, told.seconds)


@cache
def _connected(url: str, name: str, region: str, key: str, secret: str, seconds: float) -> S3Store:
    return S3Store(
        name, endpoint=url, region=region, access_key_id=key, secret_access_key=secret,
        virtual_hosted_style_request=False,
        client_options={"allow_http": url.startswith("http://"), "timeout": f"{seconds}s", "connect_timeout": "5s"},
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=seconds)},
    )  # fmt: skip


@contextmanager
def _refusing(*faults: type[Exception]) -> Iterator[None]:
    try:
        yield
    except faults as fault:
        raise BucketSilent(
            "Tempat penyimpanan berkas tidak menjawab, jadi tidak ada yang berubah. Coba lagi beberapa menit lagi; "
            "bila tetap begini, beri tahu pengelola server."
        ) from fault
