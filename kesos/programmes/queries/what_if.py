"""«Bagaimana jika»: other weights, limit or places; who would come in and who would leave. Writes nothing."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from kesos.bulk.sql import row, rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.small_cells import Cells, line_of
from kesos.programmes.queries.score import ITEMS
from kesos.programmes.queries.score import SQL as SCORE
from kesos.regions.models import Region
from kesos.regions.queries import tree

RUN = "what_if.run"
SQL = statements("kesos.programmes", "sql/what_if.sql")
# how often a year an amount is paid
A_YEAR = {"hari": 365, "bulan": 12, "triwulan": 4, "semester": 2, "tahun": 1, "sekali": 1}
AGES = {"a": "0–5 tahun", "b": "6–17 tahun", "c": "18–59 tahun", "d": "60 tahun ke atas"}
SEXES = {"L": "Laki-laki", "P": "Perempuan"}
DISABLED = {"True": "Ada anggota disabilitas berat", "False": "Tidak ada, atau belum ditanya"}
# which columns of the grouping are rolled up, as PostgreSQL's grouping() numbers them
PLACE, SEX, AGE, DISABILITY, ALL = 0b0111, 0b1011, 0b1101, 0b1110, 0b1111


class WhatIfRefused(Refused):
    code = "what_if_refused"


@dataclass(frozen=True, slots=True)
class Standing:
    """A programme in a kab/kota today. Without a quota its places are those who receive and those just left."""

    quota: int | None
    receive: int
    vacant: int
    wait: int
    decile_most: int | None
    amount_idr: int | None
    amount_per: str | None

    @property
    def places(self) -> int:
        return self.receive + self.vacant if self.quota is None else max(int(self.quota), 0)

    @property
    def year_idr(self) -> int | None:
        """What one place costs in a year, where the catalogue says an amount."""
        times = A_YEAR.get(self.amount_per or "")
        return self.amount_idr * times if self.amount_idr and times else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is imagined; what is not said stays as it is. `budget` is rupiah a year and becomes a number of places."""

    programme: str
    city: str
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    decile_most: int | None = None
    places: int | None = None
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Who comes in and who leaves by one mark; cells below five are hidden."""

    title: str
    lines: list[tuple[str, int | None, int | None]]


@dataclass(frozen=True, slots=True)
class Answer:
    places_now: int
    places_then: int
    enter: int | None
    leave: int | None
    tables: list[Table]


def standing(actor: Actor, *, programme: str, city: str, on: date) -> Standing:
    """Raises NotFound for another city, or a programme nobody knows."""
    _refuse_elsewhere(actor, city)
    with acting(SYSTEM):
        found = row(SQL["standing"], {"programme": programme, "city": city, "on": on})
    if found is None:
        raise NotFound("Program ini tidak ada dalam katalog.")
    return Standing(*found)


def compare(actor: Actor, asked: Asked, *, on: date, least: int) -> Answer:
    """One statement on everybody concerned. Numbers alone come out of it, none from one up to `least`."""
    now = standing(actor, programme=asked.programme, city=asked.city, on=on)
    then = _places(asked, now)
    told = {
        "programme": asked.programme, "city": asked.city, "on": on, "limit_now": now.decile_most,
        "limit_then": asked.decile_most, "places_now": now.places, "places_then": then,
        "weights": json.dumps({item: str(weight) for item, weight in asked.weights.items()}),
    }  # fmt: skip
    facts = SCORE["facts"].format(asked=SQL["concerned"])
    with acting(SYSTEM):
        found = rows(SQL["compare"].format(facts=facts), told)
    enter = {mark: {str(key(each)): each[5] for each in found if each[0] == mark} for mark, key in _KEYS.items()}
    leave = {mark: {str(key(each)): each[6] for each in found if each[0] == mark} for mark, key in _KEYS.items()}
    places = sorted(code for code in enter[PLACE] if enter[PLACE][code] or leave[PLACE][code])
    named = tree.names(places)
    tables = [
        _table("Kelurahan", {code: named.get(code, code) for code in places}, enter[PLACE], leave[PLACE], least),
        _table("Jenis kelamin", SEXES, enter[SEX], leave[SEX], least),
        _table("Umur", AGES, enter[AGE], leave[AGE], least),
        _table("Disabilitas", DISABLED, enter[DISABILITY], leave[DISABILITY], least),
    ]
    return Answer(
        now.places, then, line_of(enter[ALL], least=least).total, line_of(leave[ALL], least=least).total, tables
    )


_KEYS: dict[int, Callable[[tuple[Any, ...]], Any]] = {
    PLACE: lambda each: each[1],
    SEX: lambda each: each[2],
    AGE: lambda each: each[3],
    DISABILITY: lambda each: each[4],
    ALL: lambda each: "",
}


def _table(
    title: str, words: Mapping[str, str], enter: Mapping[str, int], leave: Mapping[str, int], least: int
) -> Table:
    come: Cells = line_of({key: enter.get(key, 0) for key in words}, least=least)
    go: Cells = line_of({key: leave.get(key, 0) for key in words}, least=least)
    return Table(title, [(word, come.by[key], go.by[key]) for key, word in words.items()])


def _places(asked: Asked, now: Standing) -> int:
    if unknown := asked.weights.keys() - ITEMS.keys():
        raise WhatIfRefused(f"Butir skor tidak dikenal: {', '.join(sorted(unknown))}.")
    if asked.decile_most is not None and not 1 <= asked.decile_most <= 10:
        raise WhatIfRefused("Batas desil antara 1 dan 10.", field="decile_most")
    if asked.places is not None and asked.budget is not None:
        raise WhatIfRefused("Isi jumlah tempat atau anggaran setahun, tidak keduanya.", field="budget")
    if asked.budget is not None:
        if now.year_idr is None:
            raise WhatIfRefused(
                "Katalog tidak menyebut besar bantuan program ini. Isi jumlah tempat, bukan anggaran.", field="budget"
            )
        return max(asked.budget, 0) // now.year_idr
    if asked.places is not None and asked.places < 0:
        raise WhatIfRefused("Jumlah tempat tidak boleh kurang dari nol.", field="places")
    return now.places if asked.places is None else asked.places


def _refuse_elsewhere(actor: Actor, city: str) -> None:
    if len(city) != 4 or not actor.may(RUN, city):
        raise NotFound("Kabupaten/kota ini tidak ditemukan di wilayah Anda.")


def cities_in(area: str) -> list[str]:
    """Current kabupaten and cities of a province, or of the country."""
    found = Region.objects.filter(level=2, valid_to=None, code__startswith=area)
    return list(found.order_by("code").values_list("code", flat=True))
