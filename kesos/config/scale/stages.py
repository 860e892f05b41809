"""The stages in order, and the process that runs one of them."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from kesos.config.bench.figures import Figure
from kesos.config.scale.ground import Ground

# key: what people are told, and where the stage stands; imported only in the process that runs it
STAGES = {
    "data": ("Membuat data provinsi", "data.make"),
    "muat": ("Memuat enam himpunan", "load.six_sets"),
    "batas-muat": ("Tabel yang sama dengan COPY saja, dan COPY dengan indeksnya", "raw.same_tables"),
    "nik": ("Pencarian NIK, di provinsi dan di satu kabupaten", "asks.by_nik"),
    "nama": ("Pencarian nama di kelurahan, kabupaten, dan provinsi", "names.everywhere"),
    "rekap": ("Rekap dihitung, dibaca, dan dihitung ulang", "recaps.province"),
    "padan": ("Pemadanan bulanan dengan data kependudukan dan daftar penerima", "matching.month"),
    "ganda": ("Mencari data ganda di antara sejuta orang, dibanding Splink saja", "apart.linkage"),
    "ekspor": ("PPKS satu kabupaten sebagai Excel, CSV, dan Parquet", "taken_away.ppks"),
    "rival": ("Admin Django yang disetel, bersisian dengan Kesos, sejuta orang", "apart.rival"),
    "sela": ("Petugas yang bekerja selama impor", "beside.operators"),
    "memori": ("Memori saat tidak ada yang bekerja", "rest.memory"),
    "petugas": ("1.413 petugas bekerja bersamaan", "officers.all_at_once"),
}


def main(stage: str, told: str) -> None:
    """The figures are the last line of standard output."""
    said = json.loads(told)
    ground = Ground(Path(said["folder"]), said["scale"])
    ground.enter()
    from kesos.config.cli import django_ready

    django_ready()
    module, _, name = STAGES[stage][1].partition(".")
    act: Callable[[Ground], list[Figure]] = getattr(import_module(f"kesos.config.scale.{module}"), name)
    figures = act(ground)
    sys.stdout.write("\n" + json.dumps([asdict(figure) for figure in figures]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
