"""What is known of a region: its villages, people, ages, poverty, family size. Sources in data/SOURCES.md."""

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import numpy as np

from kesos.demo.people.draws import Floats, Topic, stream
from kesos.foundation.errors import Refused
from kesos.foundation.region_code import without_dots

MEAN_CARD = 3.05  # people a family card: Jawa Tengah 3.01 (2021), Surakarta 3.17, Indonesia 3.04 (DTSEN 2025)
OLDEST = 99
JAVA = ("31", "32", "33", "34", "35", "36")


def table(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("kesos.demo.people").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text))


def shipped_regions(name: str) -> str:
    raw = resources.files("kesos.regions").joinpath("data", name).read_bytes()
    return gzip.decompress(raw).decode()


@dataclass(frozen=True, slots=True)
class Village:
    code: str
    name: str
    weight: float
    is_rural: bool


@dataclass(frozen=True, slots=True)
class Kecamatan:
    code: str
    name: str
    villages: tuple[Village, ...]

    @property
    def weight(self) -> float:
        return sum(v.weight for v in self.villages)


@dataclass(frozen=True)
class Region:
    """A kab/kota with what shapes its people."""

    code: str
    name: str
    province: str
    kecamatan: tuple[Kecamatan, ...]
    men: int
    women: int
    mean_card: float
    poor_percent: float
    school_years: float
    birth_places: list[tuple[str, float]] = field(repr=False)

    @property
    def default_families(self) -> int:
        return round((self.men + self.women) / self.mean_card)


@cache
def all_names() -> dict[str, tuple[str, str]]:
    """Name and kind of every code of today, without dots."""
    rows = csv.reader(io.StringIO(shipped_regions("wilayah.csv.gz")))
    code, name, kind, ended = map(next(rows).index, ("code", "name", "kind", "valid_to"))
    return {row[code]: (row[name], row[kind]) for row in rows if not row[ended]}


@cache
def region(code: str) -> Region:
    """Raises Refused for a code that is no kab/kota of today."""
    code = without_dots(code)
    names = all_names()
    if len(code) != 4 or code not in names:
        raise Refused(
            f"«{code}» bukan kode kabupaten/kota. Pakai empat angka Kemendagri, misalnya 3571 untuk Kota Kediri.",
            code="region_unknown",
        )
    people = {without_dots(r["kode"]): r for r in table("statistik/penduduk_luas_2024.csv")}
    social = {without_dots(r["kode"]): r for r in table("statistik/sosial_kabkota_2021.csv")}
    cards = {
        without_dots(r["kode"]): float(r["rata_rata_anggota"])
        for r in table("statistik/rumah_tangga.csv")
        if r["satuan"] == "kartu_keluarga"
    }
    own = social.get(code)
    return Region(
        code=code,
        name=names[code][0],
        province=names[code[:2]][0],
        kecamatan=_kecamatan(code),
        men=int(people[code]["laki_laki"]),
        women=int(people[code]["perempuan"]),
        mean_card=cards.get(code, MEAN_CARD),
        poor_percent=float(own["persen_miskin_p0"]) if own else 10.14,
        school_years=float(own["rata_lama_sekolah_thn"]) if own else 8.5,
        birth_places=_birth_places(code, people),
    )


@cache
def _children() -> dict[str, list[str]]:
    """Codes below each code, in order."""
    found: dict[str, list[str]] = {}
    for code in sorted(all_names()):
        parent = code[: {4: 2, 6: 4, 10: 6}.get(len(code), 0)]
        found.setdefault(parent, []).append(code)
    return found


def _kecamatan(code: str) -> tuple[Kecamatan, ...]:
    names = all_names()
    areas = {r["kode"]: float(r["luas_km2"]) for r in table("statistik/luas_kelurahan.csv")}
    known = {
        without_dots(r["kode"]): float(r["jumlah"])
        for r in table("statistik/surakarta_kecamatan.csv")
        if r["tahun"] == "2012"
    }
    luck = stream(0, code, Topic.PLACES)
    found = []
    for kecamatan in _children().get(code, ()):
        villages = []
        for village in _children().get(kecamatan, ()):
            name, kind = names[village]
            # nobody publishes people by kelurahan: the root of the area, of which beyond 8 km² is field and forest;
            # where no area is known a kelurahan counts for two desa
            weight = (
                float(np.sqrt(min(areas[village], 8.0))) if village in areas else (2.0 if kind == "kelurahan" else 1.0)
            )
            villages.append(Village(village, name, weight * (0.75 + 0.5 * luck.random()), kind != "kelurahan"))
        if kecamatan in known:
            scale = known[kecamatan] / sum(v.weight for v in villages)
            villages = [Village(v.code, v.name, v.weight * scale, v.is_rural) for v in villages]
        if villages:
            found.append(Kecamatan(kecamatan, names[kecamatan][0], tuple(villages)))
    return tuple(found)


def _birth_places(code: str, people: dict[str, dict[str, str]]) -> list[tuple[str, float]]:
    """The region itself for most, neighbours in the province by size, the rest of the country for a few."""
    own = [(c, float(r["jumlah"])) for c, r in people.items() if len(c) == 4 and c[:2] == code[:2] and c != code]
    far = [(c, float(r["jumlah"])) for c, r in people.items() if len(c) == 4 and c[:2] != code[:2]]
    places = [(code, 0.8)]
    for group, share in ((own, 0.15), (far, 0.05)):
        total = sum(weight for _, weight in group) or 1.0
        places += [(c, share * weight / total) for c, weight in group]
    return [(_town(c), weight) for c, weight in places]


def _town(code: str) -> str:
    name = all_names()[code][0]
    for word in ("Kabupaten ", "Kota ", "Administrasi "):
        name = name.removeprefix(word)
    return name.upper()


@cache
def age_weights(province: str) -> Floats:
    """[sex, age] for ages 0 to 99: five-year groups spread evenly, the open group falling to nothing."""
    groups = _java() if province in JAVA else _nation()
    weights = np.zeros((2, OLDEST + 1))
    for at, pair in enumerate(groups):
        for sex, people in enumerate(pair):
            if at < 15:
                weights[sex, at * 5 : at * 5 + 5] = people / 5
            else:
                fall = np.arange(25, 0, -1.0) ** 2
                weights[sex, 75:100] = people * fall / fall.sum()
    return weights


def _java() -> list[tuple[float, float]]:
    return [(float(r["laki_laki"]), float(r["perempuan"])) for r in table("statistik/umur_jateng_2021.csv")]


def _nation() -> list[tuple[float, float]]:
    """Published for ages 5 to 59; younger and older take the steps of the one province that is complete."""
    rows = list(table("statistik/umur_lainnya_lfsp2020.csv"))
    shape = [(float(r["laki_laki"]), float(r["perempuan"])) for r in rows if r["wilayah"] != "Indonesia"]
    nation = {r["kelompok_umur"]: r for r in rows if r["wilayah"] == "Indonesia"}
    groups = ["0-4"] + [f"{a}-{a + 4}" for a in range(5, 75, 5)] + ["75+"]
    found: list[tuple[float, float]] = [(0.0, 0.0)] * len(groups)
    for at, group in enumerate(groups):
        if group in nation:
            found[at] = (float(nation[group]["laki_laki"]), float(nation[group]["perempuan"]))
        elif at:
            found[at] = tuple(found[at - 1][s] * shape[at][s] / shape[at - 1][s] for s in (0, 1))  # type: ignore[assignment]
    found[0] = tuple(found[1][s] * shape[0][s] / shape[1][s] for s in (0, 1))  # type: ignore[assignment]
    return found


@cache
def never_married() -> Floats:
    """[sex, age], the published share; beyond 59 the last group stands for all."""
    share = np.zeros((2, OLDEST + 1))
    share[:, :16] = 1.0
    for row in table("statistik/belum_kawin_nasional_2022.csv"):
        first = int(row["kelompok_umur"].split("-")[0])
        last = OLDEST + 1 if first == 55 else first + 5
        sex = "LP".index(row["jk"])
        share[sex, max(first, 16) : last] = float(row["persen_belum_kawin"]) / 100
    # within 15–24 marriage is rare at first: straight lines between the middles of the groups
    for sex in (0, 1):
        middles, values = [16, *range(17, 60, 5)], [1.0, *share[sex, range(17, 60, 5)]]
        share[sex, 16:58] = [_line(middles, values, a) for a in range(16, 58)]
    return share


def _line(xs: list[int], ys: list[float], x: int) -> float:
    at = max(i for i, left in enumerate(xs[:-1]) if left <= x) if x < xs[-1] else len(xs) - 2
    return ys[at] + (ys[at + 1] - ys[at]) * min(x - xs[at], xs[at + 1] - xs[at]) / (xs[at + 1] - xs[at])
