"""The order of a province as its folder keeps it: what was asked, and which kab/kota stand finished."""

import errno
import fcntl
import json
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from kesos.demo.people.province.files import forget_unfinished, keep
from kesos.demo.people.province.kab import FINISHED
from kesos.demo.people.province.kecamatan import SCHEMAS
from kesos.demo.people.province.rates import Rates
from kesos.foundation.errors import Refused

ORDER, SUMMARY = "pesanan.json", "ringkasan.json"
VERSION = 1  # raised when the same seed gives other people


@dataclass(frozen=True, slots=True)
class Order:
    province: str
    seed: int
    day: date
    rates: Rates
    counts: dict[str, int]
    csv: bool

    @property
    def today(self) -> int:
        return int(np.datetime64(self.day, "D").astype(np.int64))

    def told(self) -> dict[str, Any]:
        return {"version": VERSION, **asdict(self), "day": self.day.isoformat()}


def begin(out: Path, order: Order) -> dict[str, dict[str, Any]]:
    """What an earlier run of the same order has finished. Refuses a folder of another order."""
    try:
        path = out / ORDER
        if not path.exists():
            keep(path, order.told())
        elif json.loads(path.read_text(encoding="utf-8")) != order.told():
            raise Refused(
                f"Folder {out} berisi provinsi dengan wilayah, benih, jumlah, bentuk, atau tingkat kesalahan lain. "
                "Pakai folder lain, atau hapus folder itu lebih dahulu.",
                code="folder_of_another_order",
            )
    except ValueError as fault:
        raise Refused(
            f"{path} rusak, jadi tidak diketahui apa isi folder itu. Pakai folder lain.", code="folder_of_another_order"
        ) from fault
    except OSError as fault:
        raise unwritable(out, fault) from fault
    (out / SUMMARY).unlink(missing_ok=True)
    forget_unfinished(out, tuple(SCHEMAS))
    return {path.stem: told for path in sorted((out / FINISHED).glob("*.json")) if (told := _whole(out, path))}


@contextmanager
def sole(out: Path) -> Iterator[None]:
    """The folder, made where it is missing, for this run alone; a run that was killed holds nothing."""
    try:
        (out / FINISHED).mkdir(parents=True, exist_ok=True)
        lock = open(out / ".sedang-dikerjakan", "w")  # noqa: SIM115 – closed below
    except OSError as fault:
        raise unwritable(out, fault) from fault
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise Refused(
                f"Pekerjaan lain sedang menulis di {out}. Tunggu sampai selesai, atau pakai folder lain.",
                code="folder_busy",
            ) from fault
        yield


def unwritable(out: Path, fault: BaseException) -> Refused:
    return Refused(f"Folder {out} tidak dapat ditulis: {reason(fault)}.", code="folder_unwritable")


def _whole(out: Path, path: Path) -> dict[str, Any] | None:
    """What a kab/kota came to, if its files are still there as they were left."""
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        sizes = {name: (out / name).stat().st_size for name in told["bytes"]}
    except (OSError, ValueError, KeyError):
        return None
    return told if sizes == told["bytes"] else None


def reason(fault: BaseException) -> str:
    """In words, without a full stop."""
    number, text = getattr(fault, "errno", None), str(fault)
    if number == errno.ENOSPC or "No space left" in text:
        return "ruang disk habis"
    if number in (errno.EACCES, errno.EROFS, errno.EPERM):
        return "tidak ada izin menulis"
    if number in (errno.ENOTDIR, errno.EEXIST):
        return "di tempat itu ada berkas, bukan folder"
    if isinstance(fault, KeyboardInterrupt):
        return "dihentikan dari papan ketik"
    if isinstance(fault, BrokenProcessPool):
        return "satu proses pembuat mati: dihentikan, atau memori habis"
    return text.splitlines()[0] if text else type(fault).__name__
