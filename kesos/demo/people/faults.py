"""What is wrong in real files, planted on purpose, each with its truth.

A row bears at most one fault. `FAULTS` gives for each kind how many in 10,000 rows at level «few» and what a careful
reader should do with it: refuse the row (tolak), keep it with a task (tugas), warn (peringatan), find the double
(ganda), or read it all the same (dibaca); «padan» shows only against the population registry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kesos.demo.people.card_file import AT
from kesos.demo.people.draws import Ints
from kesos.demo.people.families import HEAD
from kesos.demo.people.population import NO_NIK_REASONS, Slice
from kesos.demo.people.spelling import otherwise

Level = Literal["none", "few", "many"]
LEVELS: dict[str, float] = {"none": 0.0, "few": 1.0, "many": 4.0}
FAULTS = {
    "NIK_PENDEK": (6, "tugas"),
    "NIK_HURUF": (6, "tugas"),
    "NIK_TANGGAL": (3, "tugas"),
    "NIK_ANGKA_RUSAK": (8, "tolak"),
    "NIK_APOSTROF": (10, "dibaca"),
    "NIK_DIPAKAI_DUA": (5, "tugas"),
    "NAMA_KOSONG": (5, "tolak"),
    "TANGGAL_MUSTAHIL": (5, "tolak"),
    "TANGGAL_GARIS_MIRING": (20, "dibaca"),
    "WILAYAH_NAMA": (12, "dibaca"),
    "WILAYAH_TAK_DIKENAL": (3, "tolak"),
    "KELAMIN_BEDA": (5, "peringatan"),
    "LAHIR_BEDA": (8, "peringatan"),
    "EJAAN_LAIN": (120, "padan"),
    "BARIS_GANDA": (15, "ganda"),
    "ORANG_GANDA_EJAAN": (8, "ganda"),
    "ORANG_GANDA_TANPA_NIK": (4, "tugas"),
    "ORANG_DUA_NIK": (4, "tugas"),
}
DOUBLES = ("BARIS_GANDA", "ORANG_GANDA_EJAAN", "ORANG_GANDA_TANPA_NIK", "ORANG_DUA_NIK")
NOT_OF_HEADS = ("ORANG_GANDA_TANPA_NIK", "ORANG_DUA_NIK")  # a card with two heads would be another fault
WITHOUT_NIK = "TANPA_NIK"  # from the population itself, harapan «tugas»
SECOND_NIK_SERIAL = 9_890  # beyond the serials of every province (numbering.py)


@dataclass(frozen=True, slots=True)
class Truth:
    """One line of kebenaran.csv; `line` counts the heading as line 1, 0 stands for «not in the file»."""

    file: str
    line: int
    kind: str
    column: str
    right: str
    written: str
    related: int
    nik: str
    expected: str


@dataclass(slots=True)
class Spoiled:
    """The columns with rows put in, where each person's row now stands, and what was done (rows, not yet lines)."""

    columns: list[list[str]]
    row_of: Ints
    planted: list[tuple[int, str, str, str, str, int]]  # row, kind, column, right, written, related row or -1


def spoil(rng: np.random.Generator, columns: list[list[str]], of: Slice, level: Level) -> Spoiled:
    count = len(columns[0])
    # who manages a family's aid is left in peace, so that every recipient family arrives whole
    spared = of.aid.manager[of.aid.recipient]
    sound = rng.permutation(np.setdiff1d(np.flatnonzero(of.reason < 0), spared)).tolist()
    cells: list[tuple[int, str, str, str, str, int]] = []
    inserted: list[tuple[int, list[str], str, str, str]] = []
    for kind, (rate, _) in FAULTS.items():
        many = int(rate * LEVELS[level] * count / 10_000 + rng.random()) if LEVELS[level] else 0
        for _ in range(min(many, len(sound) // 4)):
            row = sound.pop()
            while kind in NOT_OF_HEADS and of.people.role[row] == HEAD:
                row = sound.pop()
            if kind in DOUBLES:
                inserted.append((row, *_double(rng, kind, [c[row] for c in columns], of, len(inserted))))
                continue
            other = sound.pop() if kind == "NIK_DIPAKAI_DUA" else -1
            column, written = _written(rng, kind, columns, row, other, of)
            right = columns[AT[column]][row]
            columns[AT[column]][row] = written
            cells.append((row, kind, column, right, written, other))
    for row in np.flatnonzero(of.reason >= 0).tolist():
        cells.append((row, WITHOUT_NIK, "NIK", "", "", -1))
    return _put_in(columns, cells, inserted)


def _put_in(
    columns: list[list[str]],
    cells: list[tuple[int, str, str, str, str, int]],
    inserted: list[tuple[int, list[str], str, str, str]],
) -> Spoiled:
    """Each double comes right after its original; earlier rows move nothing, later ones move down."""
    count = len(columns[0])
    inserted.sort(key=lambda one: one[0])
    origins = np.array([row for row, *_ in inserted], dtype=np.int64)
    row_of = np.arange(count) + np.searchsorted(origins, np.arange(count), side="left")
    planted = [
        (int(row_of[row]), kind, column, right, written, int(row_of[other]) if other >= 0 else -1)
        for row, kind, column, right, written, other in cells
    ]
    if inserted:
        for at, column in enumerate(columns):
            spread = np.insert(np.array(column, dtype=object), origins + 1, [values[at] for _, values, *_ in inserted])
            columns[at] = spread.tolist()
    for row, values, kind, name, right in inserted:
        original = int(row_of[row])
        planted.append((original + 1, kind, name, right, values[AT[name]], original))
    planted.sort(key=lambda one: (one[0], one[1]))
    return Spoiled(columns, row_of, planted)


def _double(
    rng: np.random.Generator, kind: str, values: list[str], of: Slice, number: int
) -> tuple[list[str], str, str, str]:
    """(the row put in, kind, the column that differs, its right value)."""
    values = values.copy()
    column = "NIK"
    if kind in ("ORANG_GANDA_EJAAN", "ORANG_GANDA_TANPA_NIK"):
        column = "NAMA_LENGKAP"
    right = values[AT[column]]
    if column == "NAMA_LENGKAP":
        values[AT[column]] = otherwise(rng, right)
    if kind == "ORANG_GANDA_TANPA_NIK":
        values[AT["NIK"]] = ""
        values[AT["ALASAN_TANPA_NIK"]] = NO_NIK_REASONS[1]
    if kind == "ORANG_DUA_NIK":
        values[AT["NIK"]] = f"{right[:12]}{SECOND_NIK_SERIAL + 1 + number % 109:04d}"
    return values, kind, column, right


def _written(
    rng: np.random.Generator, kind: str, columns: list[list[str]], row: int, other: int, of: Slice
) -> tuple[str, str]:
    """(column, what stands there instead)."""

    def value(name: str) -> str:
        return columns[AT[name]][row]

    nik, day = value("NIK"), value("TANGGAL_LAHIR")
    wrong: dict[str, Callable[[], tuple[str, str]]] = {
        "NIK_PENDEK": lambda: ("NIK", nik[:-1]),
        "NIK_HURUF": lambda: ("NIK", nik[:12] + nik[12:].replace("0", "O") if "0" in nik[12:] else nik[:15] + "l"),
        "NIK_TANGGAL": lambda: ("NIK", nik[:8] + f"{int(rng.integers(13, 20))}" + nik[10:]),
        "NIK_ANGKA_RUSAK": lambda: ("NIK", f"{nik[0]}.{nik[1:6]}E+15"),
        "NIK_APOSTROF": lambda: ("NIK", "'" + nik),
        "NIK_DIPAKAI_DUA": lambda: ("NIK", columns[AT["NIK"]][other]),
        "NAMA_KOSONG": lambda: ("NAMA_LENGKAP", ""),
        "TANGGAL_MUSTAHIL": lambda: (
            "TANGGAL_LAHIR",
            (f"{day[:4]}-02-31", f"{day[:4]}-13-{day[8:]}", "0000-00-00")[row % 3],
        ),
        "TANGGAL_GARIS_MIRING": lambda: ("TANGGAL_LAHIR", f"{day[8:]}/{day[5:7]}/{day[:4]}"),
        "WILAYAH_NAMA": lambda: ("KODE_WILAYAH", value("KELURAHAN")),
        "WILAYAH_TAK_DIKENAL": lambda: ("KODE_WILAYAH", value("KODE_WILAYAH")[:6] + "1999"),
        "KELAMIN_BEDA": lambda: ("JENIS_KELAMIN", "L" if value("JENIS_KELAMIN") == "P" else "P"),
        "LAHIR_BEDA": lambda: ("TANGGAL_LAHIR", _other_day(day)),
        "EJAAN_LAIN": lambda: ("NAMA_LENGKAP", otherwise(rng, value("NAMA_LENGKAP"))),
    }
    return wrong[kind]()


def _other_day(day: str) -> str:
    """A year earlier, or the day before where that would be no date."""
    if day[5:] == "02-29":
        return day[:8] + "28"
    return f"{int(day[:4]) - 1}{day[4:]}"


def truths(file: str, spoiled: Spoiled, first_line: int, rows: slice | None = None) -> list[Truth]:
    """As lines of a file whose first of these rows stands on `first_line`; `rows` cuts out a part."""
    start, stop = (rows.start, rows.stop) if rows else (0, len(spoiled.columns[0]))
    niks = spoiled.columns[AT["NIK"]]
    found = []
    for row, kind, column, right, written, related in spoiled.planted:
        if not start <= row < stop:
            continue
        expected = "tugas" if kind == WITHOUT_NIK else FAULTS[kind][1]
        near = related - start + first_line if start <= related < stop else 0
        nik = right if column == "NIK" else niks[row]
        found.append(Truth(file, row - start + first_line, kind, column, right, written, near, nik, expected))
    return found
