"""dukcapil.csv: the same people as the population registry knows them, for its stand-in.

The registry is right where the office's file errs; and it knows of moves, deaths and corrections that the file does
not have yet. These are planted, each with its truth.
"""

import numpy as np

from kesos.demo.people.card_file import AT
from kesos.demo.people.draws import Flags, Ints, chance
from kesos.demo.people.faults import LEVELS, Level, Truth
from kesos.demo.people.population import Slice
from kesos.demo.people.sheets import days
from kesos.demo.people.spelling import otherwise

FILE = "dukcapil.csv"
HEADER = (
    "NIK", "NO_KK", "NAMA_LENGKAP", "JENIS_KELAMIN", "TEMPAT_LAHIR", "TANGGAL_LAHIR", "NAMA_IBU_KANDUNG",
    "STATUS_PERKAWINAN", "STATUS_HIDUP", "TANGGAL_MENINGGAL", "ALAMAT", "RT", "RW", "KODE_WILAYAH",
)  # fmt: skip
DIFFERENCES = {"NAMA_BEDA": 60, "TANGGAL_BEDA": 20, "PINDAH": 60, "MENINGGAL": 35, "TIDAK_DITEMUKAN": 25}
_SPANS = {"NAMA_BEDA": "NAMA_LENGKAP", "TANGGAL_BEDA": "TANGGAL_LAHIR", "PINDAH": "KODE_WILAYAH"}


def view(
    rng: np.random.Generator, columns: list[list[str]], of: Slice, level: Level, first_line: int
) -> tuple[list[list[str]], list[Truth]]:
    """The registry's columns from the sound ones of the card, and what differs."""
    known = np.flatnonzero(of.reason < 0)
    count = len(known)
    view = {name: [columns[AT[name]][i] for i in known.tolist()] for name in HEADER if name in AT}
    view["STATUS_HIDUP"] = ["HIDUP"] * count
    view["TANGGAL_MENINGGAL"] = [""] * count
    chosen = _choose(rng, of.people.age[known], level)
    died = days(of.today - rng.integers(1, 400, count))
    villages = [v.code for kecamatan in of.region.kecamatan for v in kecamatan.villages]
    truths: list[Truth] = []
    gone: Flags = np.zeros(count, dtype=np.bool_)
    for kind, rows in chosen.items():
        for row in rows.tolist():
            nik, column = view["NIK"][row], _SPANS.get(kind, "NIK")
            right = view[column][row]
            if kind == "NAMA_BEDA":
                view[column][row] = otherwise(rng, right)
            elif kind == "TANGGAL_BEDA":
                view[column][row] = f"{right[:8]}{(int(right[8:]) % 28) + 1:02d}"
            elif kind == "PINDAH":
                view[column][row] = villages[int(rng.integers(0, len(villages)))]
                if view[column][row] == right:
                    continue
            elif kind == "MENINGGAL":
                column, right = "STATUS_HIDUP", "HIDUP"
                birth = view["TANGGAL_LAHIR"][row]
                view[column][row], view["TANGGAL_MENINGGAL"][row] = "MENINGGAL", max(died[row], birth)
            else:
                gone[row] = True
            written = "" if kind == "TIDAK_DITEMUKAN" else view[column][row]
            truths.append(Truth(FILE, row, kind, column, right, written, 0, nik, "padan"))
    kept = np.flatnonzero(~gone)
    line = np.cumsum(~gone) + first_line - 1
    lined = [
        Truth(
            t.file, 0 if gone[t.line] else int(line[t.line]), t.kind, t.column, t.right, t.written, 0, t.nik, t.expected
        )
        for t in sorted(truths, key=lambda t: t.line)
    ]
    return [[view[name][i] for i in kept.tolist()] for name in HEADER], lined


def _choose(rng: np.random.Generator, age: Ints, level: Level) -> dict[str, Ints]:
    """Rows for each difference, no row twice; the old die more often."""
    factor = LEVELS[level] / 10_000
    taken = np.zeros(len(age), dtype=np.bool_)
    chosen: dict[str, Ints] = {}
    for kind, rate in DIFFERENCES.items():
        odds = np.full(len(age), rate * factor)
        if kind == "MENINGGAL":
            odds = odds * np.interp(age, [0, 40, 60, 75, 95], [0.2, 0.2, 1.2, 5.0, 20.0])
        rows = chance(rng, odds, len(age)) & ~taken
        taken |= rows
        chosen[kind] = np.flatnonzero(rows)
    return chosen
