"""People as columns of numbers: numbers without meaning, few names, loose households; each double bears faults anew."""

import csv
from pathlib import Path
from typing import Any

import numpy as np

COLUMNS = ["nama", "nik", "no_kk", "tgl_lahir", "jk", "hubungan", "kode_desa", "rw", "rt", "alamat", "pendidikan",
           "pekerjaan", "catatan"]  # fmt: skip
_FIRST_L = """Adi Agung Aji Anton Asep Bagus Bayu Dadang Deni Dimas Dodi Galih Guntur Hasan Husein Ilham Jajang Joko
Kusno Lutfi Mamat Moh Muhammad Nanda Oki Puguh Putra Rama Rian Satria Soleh Tono Ujang Wawan Yoga Yudi Zaki"""
FIRST_L = np.array(_FIRST_L.split())
_FIRST_P = """Ade Aminah Anisa Bunga Citra Desi Dina Eli Euis Farida Gita Halimah Heni Intan Iis Jamilah Kokom Laila
Lina Mega Mimin Nani Neneng Nia Nurul Popi Rani Reni Rosa Siti Susi Tina Tuti Wiwin Yeni Yayah Zahra"""
FIRST_P = np.array(_FIRST_P.split())
_SECOND = """Abdullah Aditya Alamsyah Amelia Apriani Azhari Bachtiar Damayanti Dewantara Fadilah Faisal Febrian Gumilar
Hamzah Haryati Hermawan Irawan Juliana Komalasari Kusnadi Lesmana Maesaroh Mardiana Mubarok Mulyana Novianti
Nuraeni Oktaviani Padilah Permatasari Prakoso Ramdani Rohaeti Rosmiati Rukmana Sopian Suhendar Sukmawati
Sulaeman Supriatna Suryana Syahputra Taryana Wahyudin Yuliana Zulkarnain"""
SECOND = np.array(_SECOND.split())
WORK = np.array(["Petani", "Buruh", "Guru", "Sopir", "Pedagang", "Belum bekerja", "Ibu rumah tangga", "Nelayan"])
SCHOOL = np.array(["SD", "SLTP", "SLTA", "Diploma", "Belum sekolah"])
RELATION = np.array(["1", "2", "3", "3", "3", "4"])


def make(rows: int, seed: int, *, share: float = 0.2, faults: float = 1.0) -> tuple[list[list[str]], np.ndarray]:
    rng = np.random.default_rng(seed)
    doubles = round(rows * share)
    count = rows - doubles
    house = np.sort(rng.integers(0, max(1, count // 4), count))
    sex = rng.integers(0, 2, count)
    first = np.where(sex == 0, rng.choice(FIRST_L, count), rng.choice(FIRST_P, count))
    second = rng.choice(SECOND, count)
    third = np.where(rng.random(count) < 0.25, np.char.add(" ", rng.choice(SECOND, count)), "")
    name = np.char.add(np.char.add(np.char.add(first, " "), second), third).astype("<U80")
    year = rng.integers(1940, 2024, count)
    day = rng.integers(0, 365, count)
    born = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]") + day
    default = rng.random(count) < 0.08
    born = np.where(default, (year - 1970).astype("datetime64[Y]").astype("datetime64[D]") + 181 * (day % 2), born)
    for pair in np.flatnonzero((house[1:] == house[:-1]) & (rng.random(count - 1) < 0.01)):  # twins, alike or not
        sex[pair + 1], born[pair + 1] = sex[pair], born[pair]
        name[pair + 1] = (
            f"{str(name[pair]).split()[0]} {rng.choice(SECOND)}"
            if pair % 2
            else name[pair][:-1] + ("u" if name[pair][-1] == "o" else "o")
        )
    village = rng.integers(0, max(2, rows // 2500), max(1, count // 4) + 1)[house]
    street = rng.integers(1, 40, max(1, count // 4) + 1)[house]
    corner = rng.integers(1, 60, max(1, count // 4) + 1)[house]
    nik = rng.choice(10**13, count, replace=False) + 99 * 10**14 if count < 3 * 10**5 else _apart(rng, count)
    card = (10**13 + rng.permutation(max(1, count // 4) + 1) * 977)[house] + 99 * 10**14
    text = np.datetime_as_string(born)
    people = [
        [str(name[i]), str(nik[i]), str(card[i]), text[i], "LP"[sex[i]], str(rng_r), _village(int(village[i])),
         f"{corner[i] % 7 + 1:03d}", f"{corner[i] % 9 + 1:03d}", f"Kp. Sukamaju No {street[i]}", str(rng_s),
         str(rng_w), ""]
        for i, (rng_r, rng_s, rng_w) in enumerate(
            zip(rng.choice(RELATION, count), rng.choice(SCHOOL, count), rng.choice(WORK, count), strict=True)
        )
    ]  # fmt: skip
    of = rng.choice(count, doubles, replace=doubles > count)
    more = [_double(rng, people[i], people, faults) for i in of]
    for i in np.flatnonzero(rng.random(count) < 0.03):
        people[i][1] = ("", "-", "TIDAK ADA", "0000000000000000")[i % 4]
    whole = people + more
    order = rng.permutation(len(whole))
    at = np.empty(len(whole), dtype=np.int64)
    at[order] = np.arange(1, len(whole) + 1)
    shown = [_shown(whole[i]) for i in order]
    return shown, np.column_stack([at[count:], at[of]])


def _apart(rng: np.random.Generator, count: int) -> np.ndarray:
    return (np.arange(count, dtype=np.int64) * 9_000_017 + rng.integers(0, 9_000_000, count)) % 10**13 + 99 * 10**14


def _village(number: int) -> str:
    return f"32.{number // 200 % 27 + 1:02d}.{number // 12 % 17 + 1:02d}.{2001 + number % 12}"


def _shown(row: list[str]) -> list[str]:
    """Dates as people write them."""
    day = row[3]
    return [*row[:3], f"{day[8:10]}/{day[5:7]}/{day[:4]}" if day else "", *row[4:]]


def _double(rng: np.random.Generator, one: list[str], people: list[list[str]], faults: float) -> list[str]:
    row, other = list(one), people[int(rng.integers(len(people)))]
    chance = rng.random(10)
    nik = one[1]
    if chance[0] < 0.4:
        row[1] = ""
    elif chance[0] < 0.6:
        at = int(rng.integers(2, 15))
        row[1] = (
            nik[:at] + str((int(nik[at]) + 1 + int(rng.integers(9))) % 10) + nik[at + 1 :],
            nik[:at] + nik[at + 1] + nik[at] + nik[at + 2 :],
            other[1],
            f"99{int(rng.integers(10**13, 9 * 10**13)):014d}",
        )[int(rng.integers(4))]
    if chance[1] < 0.5 * faults:
        row[0] = _renamed(rng, one[0])
    if chance[2] < 0.15 * faults and row[3]:
        year, month, day = row[3].split("-")
        kind = int(rng.integers(4))
        if kind == 0 and int(day) <= 12:
            row[3] = f"{year}-{day}-{month}"
        elif kind == 1:
            row[3] = f"{int(year) + (1 if chance[9] < 0.5 else -1)}-{month}-{'28' if day == '29' else day}"
        elif kind == 2:
            row[3] = ""
        else:
            row[3] = f"{year}-{month}-{int(day) % 28 + 1:02d}"
    if chance[3] < 0.12 * faults:
        row[2] = other[2] if chance[9] < 0.5 else ""
    if chance[4] < 0.1 * faults:
        row[6:10] = other[6:10]
    if chance[5] < 0.15 * faults:
        row[9] = f"Kampung Sukamaju {int(rng.integers(1, 40))}"
    if chance[6] < 0.2 * faults:
        row[11], row[10] = str(rng.choice(WORK)), str(rng.choice(SCHOOL))
    if chance[7] < 0.1:
        row[0] = row[0].upper()
    if chance[8] < 0.05:
        row[0] = ("H. " if row[4] == "L" else "Hj. ") + row[0] + ", S.Pd"
    return row


def _renamed(rng: np.random.Generator, name: str) -> str:
    words, kind, at = name.split(), int(rng.integers(9)), int(rng.integers(1, len(name) - 1))
    old = [("u", "oe"), ("j", "dj"), ("i", "y"), ("y", "i"), ("f", "p"), ("h", ""), ("v", "f"), ("d", "dh")]
    fitting = [(a, b) for a, b in old if a in name[1:]]
    if kind == 0 and words[0] in ("Muhammad", "Moh"):
        return " ".join([str(rng.choice(["M.", "Mochamad", "Muh.", "Moch", "Mohamad"])), *words[1:]])
    if kind <= 1:
        return words[0]
    if kind == 2:
        return " ".join(reversed(words))
    if kind == 3 and len(words) > 1:
        return f"{words[0]} {words[-1][0]}"
    if kind == 4 and fitting:
        a, b = fitting[int(rng.integers(len(fitting)))]
        return name[0] + name[1:].replace(a, b, 1)
    if kind == 5:
        return name[:at] + name[at + 1 :]
    if kind == 6:
        return name[:at] + chr(97 + int(rng.integers(26))) + name[at + 1 :]
    if kind == 7 and len(words) > 1:
        return "".join(words)
    return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]


def write(folder: Path, rows: int, seed: int, **more: Any) -> tuple[Path, Path]:
    people, pairs = make(rows, seed, **more)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow([name.upper() for name in COLUMNS])
        out.writerows(people)
    with (folder / "truth.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["baris_ganda", "baris_asal", "keterangan"])
        table.writerows([*pair, "x"] for pair in pairs.tolist())
    return folder / "people.csv", folder / "truth.csv"
