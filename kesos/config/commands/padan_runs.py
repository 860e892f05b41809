"""kesos padan receive, mirror, compare: the monthly comparison of the whole registry."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from kesos.config.cli import console, django_ready, spoken
from kesos.config.commands.padan import padan
from kesos.foundation.written import thousands

User = Annotated[str, typer.Option(help="Nama pengguna petugas yang menjalankan; wewenangnya berlaku.")]
Source = Annotated[str, typer.Option(help="kependudukan, atau kode program yang daftarnya dibandingkan.")]


def join(app: typer.Typer) -> None:
    """The commands hang themselves into the group `padan`, which joins by itself."""


@padan.command("receive")
@spoken
def receive(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Berkas CSV atau Parquet.")],
    user: User,
    as_of: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Tanggal keadaan data menurut pengirim.")],
    source: Source = "kependudukan",
) -> None:
    """Terima data kependudukan atau daftar penerima; yang terputus dilanjutkan, yang sudah diterima dilewati."""
    django_ready()
    from kesos.access.services.by_username import official
    from kesos.padan.services import snapshots

    at = datetime.now(UTC)
    by = official(user, permission=snapshots.RUN, at=at)
    taken = snapshots.receive(files, source=source, as_of=as_of.date(), by=by, at=at, say=_progress)
    _tell(taken.counts)


@padan.command("mirror")
@spoken
def mirror(user: User) -> None:
    """Salin data Kesos menjadi pembanding: semua orang ber-NIK, menurut keadaan saat ini."""
    django_ready()
    from kesos.access.services.by_username import official
    from kesos.padan.services import snapshots

    at = datetime.now(UTC)
    _tell(snapshots.refresh_mirror(by=official(user, permission=snapshots.RUN, at=at), at=at).counts)


@padan.command("compare")
@spoken
def compare(user: User, source: Source = "kependudukan") -> None:
    """Bandingkan yang terbaru dari kedua sisi, dan perbarui daftar temuan; yang terputus dilanjutkan."""
    django_ready()
    from kesos.access.services.by_username import official
    from kesos.padan.services import runs
    from kesos.padan.services.snapshots import RUN

    at = datetime.now(UTC)
    run = runs.compare(source=source, by=official(user, permission=RUN, at=at), at=at, say=_progress)
    told = {name: run.counts.get(name, 0) for name in ("new", "changed", "gone")}
    whole = "semua orang" if run.is_whole else "hanya yang berubah"
    console.print(
        f"Dibandingkan dengan {run.engine}, {whole}: {thousands(told['new'])} temuan baru, "
        f"{thousands(told['changed'])} berubah, {thousands(told['gone'])} selesai."
    )


@padan.command("doubles")
@spoken
def doubles(
    user: User,
    region: Annotated[str, typer.Option(help="Kode kabupaten/kota; kode provinsi berarti satu per satu.")],
    memory_gb: Annotated[float, typer.Option(min=0.5, help="Memori paling banyak, GB.")] = 4.0,
) -> None:
    """Cari data ganda: dua catatan yang mungkin orang yang sama. Hasilnya dinilai di halaman Data ganda."""
    _searched(region, user, memory_gb, kind="doubles")


@padan.command("numbers")
@spoken
def numbers(
    user: User,
    region: Annotated[str, typer.Option(help="Kode kabupaten/kota; kode provinsi berarti satu per satu.")],
    memory_gb: Annotated[float, typer.Option(min=0.5, help="Memori paling banyak, GB.")] = 4.0,
) -> None:
    """Cari warga tanpa NIK, atau dengan NIK yang tidak ada, di data kependudukan terbaru menurut nama dan lainnya."""
    _searched(region, user, memory_gb, kind="numbers")


def _searched(region: str, user: str, memory_gb: float, *, kind: str) -> None:
    """One kab/kota after the other: what is finished stands, whatever happens to the next."""
    django_ready()
    from kesos.access.services.by_username import official
    from kesos.padan.linkage.engine import Limits
    from kesos.padan.services import doubles as searching
    from kesos.padan.services import numbers as finding
    from kesos.padan.services.snapshots import RUN
    from kesos.regions.queries import tree

    search = searching.find_doubles if kind == "doubles" else finding.find_numbers
    code = region.replace(".", "")
    for area in [code] if len(code) == 4 else [child.code for child in tree.children(code)]:
        at = datetime.now(UTC)
        done = search(area=area, by=official(user, permission=RUN, at=at), at=at, limits=Limits(memory_gb))
        told = {name: thousands(done.counts.get(name, 0)) for name in ("people", "pairs", "new", "changed", "gone")}
        console.print(
            f"{area}: {told['people']} orang dibandingkan, {told['pairs']} pasangan; {told['new']} baru, "
            f"{told['changed']} berubah, {told['gone']} hilang."
        )


def _progress(done: int, of: int) -> None:
    console.print(f"  bagian {done} dari {of}")


def _tell(counts: dict[str, Any]) -> None:
    changed = counts.get("changed")
    compared = "" if changed is None else f", {thousands(changed)} berubah sejak yang sebelumnya"
    console.print(f"{thousands(counts['rows'])} orang{compared}.")
    for fault, number in counts.get("faults", {}).items():
        console.print(f"{thousands(number)} baris tidak terbaca: {FAULTS.get(fault, fault)}", style="yellow")


FAULTS = {
    "NIK_WRONG": "NIK bukan 16 angka yang mungkin.",
    "NAME_BLANK": "Nama kosong.",
    "BIRTH_UNREADABLE": "Tanggal lahir tidak terbaca.",
}
