"""A disk, or memory, that does not suffice: a sentence, whoever notices it first."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
from django.db import OperationalError
from psycopg.errors import DiskFull as ServerDiskFull

from kesos.foundation.errors import Refused

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# DuckDB's, Java's, and DuckDB's when what it laid aside does not fit any more
SAID = ("no space left", "could not write all", "file too large", "disk quota", "max_temp_directory_size")


class DiskFull(Refused):
    code = "disk_full"

    def __init__(self, where: str = "folder data") -> None:
        super().__init__(f"Disk {where} penuh. Kosongkan tempat, lalu jalankan lagi: yang sudah selesai tidak diulang.")


class MemoryTooSmall(Refused):
    code = "memory_too_small"

    def __init__(self) -> None:
        super().__init__(
            "Memori untuk pemadanan tidak cukup. Naikkan KESOS_PADAN_MEMORY, lalu jalankan lagi: yang sudah selesai "
            "tidak diulang."
        )


def says_full(told: str) -> bool:
    return any(words in told.lower() for words in SAID)


@contextmanager
def room() -> Iterator[None]:
    """Raises DiskFull, MemoryTooSmall for what the engine, the system and PostgreSQL say of it."""
    try:
        yield
    except duckdb.Error as fault:
        if says_full(str(fault)):
            raise DiskFull from fault
        if isinstance(fault, duckdb.OutOfMemoryException):
            raise MemoryTooSmall from fault
        raise
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise DiskFull from fault
        raise
    except OperationalError as fault:
        if isinstance(fault.__cause__, ServerDiskFull):
            raise DiskFull("PostgreSQL") from fault
        raise
