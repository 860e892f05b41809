"""Names by era, sex and group: patterns and parts are data, a name is a draw of parts."""

from functools import cache

import numpy as np

from kesos.demo.people.draws import Ints, Texts, chance, pick
from kesos.demo.people.statistics import table

GROUPS = ("jawa", "sunda", "banjar", "umum", "batak", "kristen", "bali", "tionghoa")
ERAS = ("tua", "tengah", "muda", "anak")
SEXES = "LP"
Parts = tuple[Texts, list[float]]


def era_of(year: Ints) -> Ints:
    return np.searchsorted(np.array([1965, 1990, 2010]), year, side="right")


@cache
def _parts() -> dict[tuple[str, str], Parts]:
    """Name parts by source and sex: «jawa.depan.tua», «jawa.belakang», «frekuensi», «awalan.tua»."""
    found: dict[tuple[str, str], dict[str, float]] = {}

    def put(source: str, sexes: str, name: str, weight: str) -> None:
        for sex in sexes:
            found.setdefault((source, sex), {})[name.upper()] = float(weight)

    for row in table("nama/bagian_nama.csv"):
        source = f"{row['kelompok']}.{row['posisi']}"
        if row["era"] != "semua":
            source += f".{row['era']}"
        put(source, row["jk"], row["nama"], row["bobot"])
    for row in table("nama/nama_depan_frekuensi.csv"):
        if float(row["rasio_jk"]) >= 0.9:
            put("frekuensi", row["jk"], row["nama"], row["frekuensi"])
    for row in table("awalan_nama.csv"):
        put(f"awalan.{row['era']}", row["jk"], row["awalan"], row["bobot"])
    return {key: (np.array(list(parts), dtype=object), list(parts.values())) for key, parts in found.items()}


@cache
def _patterns() -> dict[tuple[str, str, str], tuple[list[list[str]], list[float]]]:
    found: dict[tuple[str, str, str], tuple[list[list[str]], list[float]]] = {}
    for row in table("pola_nama.csv"):
        for sex in SEXES if row["jk"] == "*" else row["jk"]:
            patterns, weights = found.setdefault((row["kelompok"], row["era"], sex), ([], []))
            patterns.append([f"awalan.{row['era']}" if part == "awalan" else part for part in row["pola"].split()])
            weights.append(float(row["bobot"]))
    return found


def draw_names(rng: np.random.Generator, group: Ints, era: Ints, sex: Ints) -> Texts:
    """One name in capitals for each person."""
    names = np.full(len(group), "", dtype=object)
    key = (group * len(ERAS) + era) * 2 + sex
    for value in np.unique(key):
        who = np.flatnonzero(key == value)
        g, e, s = int(value) // 8, int(value) // 2 % 4, int(value) % 2
        patterns, weights = _patterns()[GROUPS[g], ERAS[e], SEXES[s]]
        choice = pick(rng, weights, len(who))
        for number, pattern in enumerate(patterns):
            names[who[choice == number]] = _joined(rng, pattern, SEXES[s], int((choice == number).sum()))
    return names


def _joined(rng: np.random.Generator, pattern: list[str], sex: str, count: int) -> Texts:
    words = []
    for source in pattern:
        parts, weights = _parts()[source, sex]
        words.append(parts[pick(rng, weights, count)])
    return np.array([" ".join(dict.fromkeys(name)) for name in zip(*words, strict=True)], dtype=object)


def unlike_in_family(rng: np.random.Generator, names: Texts, family: Ints, group: Ints, era: Ints, sex: Ints) -> None:
    """No two of a family bear the same name: those who come later are named anew."""
    seen: set[tuple[int, str]] = set()
    again = []
    for at, key in enumerate(zip(family.tolist(), names.tolist(), strict=True)):
        if key in seen:
            again.append(at)
        seen.add(key)
    for _ in range(6):
        who = np.array(again, dtype=np.int64)
        names[who] = draw_names(rng, group[who], era[who], sex[who])
        again = [at for at in again if (int(family[at]), str(names[at])) in seen]


def with_titles(rng: np.random.Generator, names: Texts, sex: Ints, age: Ints, muslim: Ints, schooling: Ints) -> None:
    """Hajj before, a degree behind, for a few: they stand on real cards."""
    count = len(names)
    hajj = chance(rng, 0.05, count) & (age >= 48) & (muslim == 1)
    degree = chance(rng, 0.1, count) & (schooling == 8)
    names[hajj] = np.where(sex[hajj] == 1, "HJ. ", "H. ").astype(object) + names[hajj]
    degrees = np.array([", S.PD", ", SE", ", SH", ", S.KOM", ", ST"], dtype=object)
    names[degree] = names[degree] + degrees[rng.integers(0, len(degrees), int(degree.sum()))]
