"""The local score: what is known of a family, weighed by its kab/kota. Never a decile; deciles are imported."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements

SQL = statements("kesos.programmes", "sql/score.sql")
ITEMS = {
    "lone_elderly": "Lansia tinggal sendiri",
    "severe_disability": "Disabilitas berat",
    "pregnant": "Ibu hamil",
    "child_under_six": "Anak di bawah 6 tahun",
    "no_income": "Tidak ada penghasilan",
    "earth_floor": "Lantai tanah",
    "no_toilet": "Tanpa jamban",
    "weak_power": "Tanpa listrik atau daya 450 VA",
}
HINTS = {
    "lone_elderly": "Satu-satunya anggota keluarga, 60 tahun ke atas",
    "severe_disability": "Ada anggota yang sama sekali tidak dapat melihat, mendengar, berjalan, belajar, atau "
    "mengurus diri",
    "pregnant": "Menurut kunjungan terakhir",
    "child_under_six": "Ada anggota yang belum berumur 6 tahun",
    "no_income": "Orang dewasa sudah ditanya, dan tidak seorang pun bekerja atau berpenghasilan",
    "earth_floor": "Jenis lantai terluas menurut kunjungan terakhir",
    "no_toilet": "Tidak ada fasilitas buang air besar",
    "weak_power": "Penerangan bukan listrik, atau meteran 450 VA",
}


@dataclass(frozen=True, slots=True)
class Part:
    item: str
    weight: Decimal

    @property
    def label(self) -> str:
        return ITEMS.get(self.item, self.item)


@dataclass(frozen=True, slots=True)
class Score:
    """The sum with its parts, as people read it."""

    parts: tuple[Part, ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((part.weight for part in self.parts), Decimal(0))

    def __str__(self) -> str:
        said = " + ".join(f"{part.label} {written(part.weight)}" for part in self.parts)
        return f"Skor lokal {written(self.total)}" + (f": {said}" if said else "")


@dataclass(frozen=True, slots=True)
class Weight:
    """What an item counts in a kab/kota today; `is_own` where that office set it, `next_*` what comes later."""

    item: str
    weight: Decimal
    is_own: bool
    basis: str
    since: date | None
    next_weight: Decimal | None
    next_from: date | None
    next_id: int | None

    @property
    def label(self) -> str:
        return ITEMS[self.item]

    @property
    def hint(self) -> str:
        return HINTS[self.item]


def parts(asked: str, *, on: date, params: Mapping[str, Any] | None = None) -> dict[int, Score]:
    """By `ref` of a query that gives (ref, family_id, region_code); one statement, however many."""
    found: dict[int, list[Part]] = {}
    facts = SQL["facts"].format(asked=asked)
    for ref, item, weight in rows(SQL["parts"].format(facts=facts), dict(params or {}) | {"on": on}):
        found.setdefault(ref, []).append(Part(item, weight))
    return {ref: Score(tuple(told)) for ref, told in found.items()}


def of_waiting(*, areas: list[str], on: date) -> dict[int, Score]:
    """Of everybody who waits in these areas."""
    return parts(SQL["waiting"], on=on, params={"areas": areas})


def of_family(family_id: int, *, on: date) -> Score:
    """Of one family, with the parts that make it."""
    return parts(SQL["one_family"], on=on, params={"family": family_id}).get(1, Score())


def weights(city: str, *, on: date) -> list[Weight]:
    """What counts in a kab/kota ("" is the weight where an office set none)."""
    return [Weight(*each) for each in rows(SQL["weights"], {"city": city, "on": on, "items": list(ITEMS)})]


def written(number: Decimal) -> str:
    """ "3,0" as Indonesians write it; two places only where they are needed."""
    text = f"{number:.2f}"
    return (text[:-1] if text.endswith("0") else text).replace(".", ",")
