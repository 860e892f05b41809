"""The order of a province as its folder keeps it: what was asked, and which kab/kota stand finished."""

import errno
import json
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from kesos.demo.people.province.files import forget_unfinished
from kesos.demo.people.province.kab import FINISHED
from kesos.demo.people.province.kecamatan import SCHEMAS
from kesos.foundation.errors import Refused

ORDER, SUMMARY = "pesanan.json", "ringkasan.json"


def begin(out: Path, order: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What an earlier run of the same order has finished. Refuses a folder of another order."""
    try:
        (out / FINISHED).mkdir(parents=True, exist_ok=True)
        path = out / ORDER
        if path.exists():
            if json.loads(path.read_text(encoding="utf-8")) != order:
                raise Refused(
                    f"Folder {out} berisi provinsi dengan wilayah, benih, jumlah, atau tingkat kesalahan lain. "
                    "Pakai folder lain, atau hapus folder itu lebih dahulu.",
                    code="folder_of_another_order",
                )
        else:
            path.write_text(json.dumps(order, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except (OSError, ValueError) as fault:
        raise Refused(f"Folder {out} tidak dapat ditulis: {reason(fault)}.", code="folder_unwritable") from fault
    (out / SUMMARY).unlink(missing_ok=True)
    forget_unfinished(out, tuple(SCHEMAS))
    return {path.stem: told for path in sorted((out / FINISHED).glob("*.json")) if (told := _whole(out, path))}


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
    if isinstance(fault, BrokenProcessPool):
        return "satu proses pembuat mati, mungkin karena memori habis"
    return text.splitlines()[0] if text else type(fault).__name__
