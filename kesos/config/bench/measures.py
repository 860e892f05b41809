"""What is measured, in order, and the process that measures one of them."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from kesos.config.bench.figures import Figure, Size, of_a_process

# key: what people are told, and where the measure stands; imported only in the process that measures
MEASURES = {
    "masuk": ("Dari paket terpasang sampai halaman masuk", "starts.login_page"),
    "impor": ("Impor penduduk dari CSV, dibanding COPY saja", "people.bring_in"),
    "nik": ("Pencarian NIK, dibanding transaksi yang sama tanpa Kesos", "people.by_nik"),
    "nama": ("Pencarian nama di satu kelurahan, dibanding SQL-nya saja", "people.by_name"),
    "halaman": ("Halaman warga dan JSON-nya, dibanding tampilan tanpa Kesos dengan SQL yang sama", "page.person_page"),
    "keputusan": ("Keputusan untuk banyak kasus sekaligus, dibanding SQL saja", "parts.decisions"),
    "berkas": ("Membaca XLSX dan CSV ke penampungan, dan memorinya", "parts.staging"),
    "jejak": ("Jejak kegiatan oleh banyak penulis sekaligus", "parts.audit"),
    "surat": ("Surat, dibanding Typst saja", "parts.letters"),
    "ketentuan": ("Ketentuan program atas usulan sekota, dibanding gabungan tabelnya saja", "parts.rules"),
    "penggantian": ("Mengisi tempat kosong dari daftar tunggu", "parts.replacement"),
    "peristiwa": ("Kematian dan pindah dari data kependudukan, pengaruhnya termasuk", "events.feed"),
    "peta": ("Peta kelurahan dengan 1.200 titik dan halaman kelayakan, dalam KB yang dikirim", "weight.pages"),
    "beban": ("Seratus petugas bekerja bersamaan, pada peladen yang sebenarnya", "load.hundred"),
    "ganda": ("Mencari data ganda tanpa NIK yang sah, dibanding Splink saja", "linkage.doubles"),
    "rival": ("Admin Django yang disetel, bersisian dengan Kesos", "side_by_side.beside_the_rival"),
    "padan": ("Pemadanan bulanan, dibanding COPY, DuckDB, dan Spark saja", "padan.month"),
    "demo": ("Demonstrasi dari awal, tanpa melayani", "starts.demo"),
}


def in_a_process(key: str, size: Size, environment: Mapping[str, str]) -> list[Figure]:
    command = [sys.executable, "-m", "kesos.config.bench.measures", key, json.dumps(asdict(size))]
    return of_a_process(command, environment)


def measure(key: str, size: Size) -> list[Figure]:
    from importlib import import_module

    module, _, name = MEASURES[key][1].partition(".")
    act: Callable[[Size], list[Figure]] = getattr(import_module(f"kesos.config.bench.{module}"), name)
    figures = act(size)
    if key == "impor":
        figures.append(_memory())
    return figures


def _memory() -> Figure:
    """The most that this process or one it started has held; each measure runs in a process of its own."""
    held = max(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)) // 1024
    return Figure("import_memory_mb", held, 500, about="proses Kesos yang terbesar, tanpa PostgreSQL")


def main(key: str, told: str) -> None:
    """The figures are the last line of standard output."""
    from kesos.config.cli import django_ready

    django_ready()
    found = measure(key, Size(**json.loads(told)))
    sys.stdout.write(json.dumps([asdict(figure) for figure in found]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
