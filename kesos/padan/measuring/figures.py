"""The measures of the monthly comparison, one after the other: each needs what the one before has left."""

import os
import shutil
from pathlib import Path

from django.db import connection

from kesos.foundation.errors import Refused
from kesos.foundation.figure import Figure
from kesos.padan.measuring.apart import AS_OF, Done, apart
from kesos.padan.measuring.drawn import changed
from kesos.padan.measuring.forgotten import forget
from kesos.padan.measuring.on_spark import on_spark
from kesos.padan.snapshots.places import Place, aside, place

MIRROR, COMPARE, CHANGED, MEMORY_MB, SMALL_MB = 2.0, 1.5, 0.25, 4_096, 2_048
BOTH = ["kependudukan", "SEMBAKO"]


def every(folder: Path) -> list[Figure]:
    """All of them on the people of this folder and of the database; those of Spark where Java is. Raises Refused."""
    register, recipients = _files(folder / "register"), _files(folder / "sembako")
    forget()
    mirrored, mirror = mirroring()
    received, receive = receiving(register, recipients)
    compared, compare = comparing({"registry": mirrored, **received})
    spark = on_spark(_places(mirrored, received["population"])) if shutil.which("java") else []
    return [*mirror, *receive, *compare, *spark, *changing(register, compared)]


def mirroring() -> tuple[int, list[Figure]]:
    """The registry's Parquet anew beside COPY of the same columns into a file; the one first that is not warm."""
    with aside() as folder:
        bare = apart("copied", into=str(folder / "warga.csv"))
    ours = apart("mirror")
    about = f"{ours.told['rows']} orang; {ours.seconds:.1f} detik, {ours.megabytes} MB; {_load()}"
    ratio = Figure("padan_mirror_to_bare_copy", round(ours.seconds / bare.seconds, 2), MIRROR, about=about,
                   raw=bare.seconds, raw_limit="COPY … TO kolom yang sama, detik")  # fmt: skip
    return ours.told["snapshot"], [ratio, _memory("padan_mirror_memory_mb", ours)]


def receiving(register: list[str], recipients: list[str]) -> tuple[dict[str, int], list[Figure]]:
    people = apart("receive", files=register, source=BOTH[0], day=AS_OF)
    listed = apart("receive", files=recipients, source=BOTH[1], day=AS_OF)
    about = (
        f"{people.told['rows']} orang, {people.told['rejected']} baris tidak terbaca; daftar penerima "
        f"{listed.told['rows']} orang dalam {listed.seconds:.1f} detik; {_load()}"
    )
    return {"population": people.told["snapshot"], "recipients": listed.told["snapshot"]}, [
        Figure("padan_receive_seconds", round(people.seconds, 1), None, about=about),
        _memory("padan_receive_memory_mb", people),
    ]


def comparing(snapshots: dict[str, int]) -> tuple[Done, list[Figure]]:
    """Both comparisons with their findings in PostgreSQL beside DuckDB's own two queries; then in little memory."""
    with aside() as folder:
        bare = apart("detailed", into=str(folder), snapshots=snapshots)
    ours = apart("compare", sources=BOTH)
    _same_number(bare, ours)
    forget(findings_only=True)
    small = apart("compare", sources=BOTH, memory="2GB")
    _same_number(bare, small)
    about = (
        f"{ours.told['written']} temuan tertulis; {ours.seconds:.1f} detik; dengan 2 GB {small.seconds:.1f} detik; "
        f"{_load()}"
    )
    return ours, [
        Figure("padan_compare_to_bare_duckdb", round(ours.seconds / bare.seconds, 2), COMPARE, about=about,
               raw=bare.seconds, raw_limit="kueri rinci DuckDB ke Parquet, detik"),
        _memory("padan_compare_memory_mb", ours),
        _memory("padan_compare_small_memory_mb", small, SMALL_MB),
    ]  # fmt: skip


def changing(register: list[str], first: Done) -> list[Figure]:
    """The next month, in which one of a hundred is written otherwise; only those are looked at."""
    with aside() as folder:
        changed([Path(file) for file in register], folder / "bulan-depan.parquet")
        received = apart("receive", files=[folder / "bulan-depan.parquet"], source=BOTH[0], day=AS_OF)
    ours = apart("compare", sources=BOTH)
    if ours.told["whole"]:
        raise Refused("Bulan kedua dibandingkan seluruhnya; yang diukur hanya yang berubah.")
    about = (
        f"{received.told['changed']} orang berubah, {ours.seconds:.1f} detik; penerimaan {received.seconds:.1f} detik; "
        f"{_load()}"
    )
    return [
        Figure("padan_second_month_to_first", round(ours.seconds / first.seconds, 2), CHANGED, about=about,
               raw=first.seconds, raw_limit="bulan pertama, detik"),
    ]  # fmt: skip


def _places(registry: int, population: int) -> dict[str, Place]:
    return {"registry": place("registry", registry), "population": place("population", population)}


def _same_number(bare: Done, ours: Done) -> None:
    asked = sum(bare.told.values())
    if asked != ours.told["written"]:
        raise Refused(f"Kueri DuckDB menemukan {asked} baris, pemadanan menulis {ours.told['written']}.")


def _memory(name: str, done: Done, limit: int = MEMORY_MB) -> Figure:
    return Figure(name, done.megabytes, limit, about="proses Kesos, tanpa PostgreSQL")


def _files(folder: Path) -> list[str]:
    found = sorted(str(file) for file in folder.glob("*.parquet"))
    if not found:
        raise Refused(f"Tidak ada berkas Parquet di {folder}.")
    return found


def _load() -> str:
    connection.close()
    return f"beban mesin {os.getloadavg()[0]:.1f} pada {os.cpu_count()} inti"
