"""The registry as a snapshot: what PostgreSQL holds of everybody with a NIK, streamed into Parquet."""

import contextlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.db import connection

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.engines import duck
from kesos.padan.snapshots.places import BUCKET, BUCKETS, Place, aside
from kesos.padan.snapshots.take import SQL, Taken, compare, counted


def mirror(into: Place, *, before: Place | None = None) -> Taken:
    """One reading, in one transaction: all as of one moment. Begun again where it was cut off. Raises DiskFull."""
    whole = into.folder / "lengkap"
    if not whole.exists():
        for part in into.folder.iterdir():
            shutil.rmtree(part)
        into.raw.mkdir()
        _pour(into)
        for number in range(BUCKETS):
            _settle(into, number)
        into.raw.rmdir()
        whole.touch()
    with duck.connected() as engine:
        for number in range(BUCKETS):
            if before is not None and not into.changed(number).exists():
                compare(engine, into, before, number)
        return counted(engine, into, compared=before is not None)


def _pour(into: Place) -> None:
    """PostgreSQL writes into a pipe, DuckDB reads it in a thread of its own."""

    def read(pipe: Path) -> None:
        try:
            with duck.connected() as engine:
                engine.execute(
                    f"copy ({SQL['mirror'].format(pipe=pipe, bucket=BUCKET)}) to '{duck.quoted(into.raw)}'"
                    " (format parquet, partition_by (bucket), overwrite_or_ignore true)"
                )
        finally:  # whoever waits for a reader goes on, and meets a closed pipe
            os.close(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))

    with aside() as folder, ThreadPoolExecutor(1, "mirror") as reader:
        pipe = folder / "warga.csv"
        os.mkfifo(pipe)
        reading = reader.submit(read, pipe)
        with contextlib.suppress(BrokenPipeError):  # the reader has its own fault to tell
            with pipe.open("wb", buffering=1 << 20) as out, acting(SYSTEM), connection.cursor() as cursor:
                with cursor.copy(SQL["registry"]) as copy:
                    for piece in copy:
                        out.write(piece)
        reading.result()


def _settle(into: Place, number: int) -> None:
    part = into.raw / f"bucket={number}"
    if not part.exists():
        part.mkdir()
        with duck.connected() as engine:
            duck.write(engine, SQL["nobody_of_the_registry"], part / "kosong.parquet")
    part.rename(into.bucket(number))
