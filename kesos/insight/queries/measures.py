"""What is counted by place: each measure one statement, joined by whichever part has the rows."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kesos.bulk.statements import statements
from kesos.programmes.models import Programme
from kesos.regions import codelists
from kesos.registry.models import Listing
from kesos.registry.queries import pillars, ppks

SQL = statements("kesos.insight", "sql/measures.sql")
Words = Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Measure:
    """`counted` gives (region_code, value, number), once a region and value; it may ask for %(on)s and `given`.

    `words` are the values in the order of the columns; a value without a word is told by itself. Without `words` the
    measure is one column under `label`. Measures of one `recap` stand beside each other. Small numbers of the `guarded`
    values are told to nobody but who may open them (`ppks.open`).
    """

    code: str
    recap: str
    label: str
    counted: str
    words: Words | None = None
    guarded: Callable[[], Collection[str]] = list
    given: Callable[[date], Mapping[str, Any]] = lambda on: {}

    def columns(self, found: set[str]) -> list["Column"]:
        if self.words is None:
            return [Column(self.code, "", self.label)] if found else []
        known = dict(self.words())
        more = {value: value for value in sorted(found - known.keys())}
        prefix = f"{self.label} " if self.label else ""
        return [Column(self.code, value, prefix + word) for value, word in (known | more).items() if value in found]


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a measure, as a recap heads it."""

    measure: str
    value: str
    label: str

    @property
    def name(self) -> str:
        return f"{self.measure}.{self.value}"


RECAPS = {
    "ringkas": "Orang dan keluarga", "desil": "Keluarga menurut desil", "program": "Penerima menurut program",
    "pilar": "Penerima menurut pilar", "ppks": "PPKS menurut jenis", "psks": "PSKS menurut jenis",
}  # fmt: skip
_known: dict[str, Measure] = {}


def register(measure: Measure) -> None:
    if measure.recap not in RECAPS:
        raise ValueError(f"no recap is named {measure.recap}")
    _known[measure.code] = measure


def known() -> list[Measure]:
    return list(_known.values())


def of_recap(recap: str) -> list[Measure]:
    return [each for each in _known.values() if each.recap == recap]


def registers() -> Mapping[str, str]:
    return {value: str(label) for value, label in reversed(Listing.Register.choices)}


def deciles() -> Mapping[str, str]:
    return {str(n): f"Desil {n}" for n in range(1, 11)} | {"none": "Tanpa desil"}


def programmes() -> Mapping[str, str]:
    return dict(Programme.objects.order_by("position").values_list("code", "name"))


def pillar_words() -> Mapping[str, str]:
    return pillars.PILLARS


def by_pillar(on: date) -> Mapping[str, list[str]]:
    """Each programme of the day and its pillar, as two lists side by side."""
    placed = pillars.catalogue(on)
    return {"programmes": [each.programme for each in placed], "pillars": [each.pillar for each in placed]}


def types(code_list: str) -> Words:
    return lambda: codelists.labels(code_list, timezone.localdate())


for each in (
    Measure("people", "ringkas", "Orang", SQL["people"]),
    Measure("families", "ringkas", "Keluarga", SQL["families"]),
    Measure("listed_families", "ringkas", "Keluarga", SQL["listed_families"], registers),
    Measure("listed_people", "ringkas", "Orang", SQL["listed_people"], registers),
    Measure("stays", "ringkas", "Penghuni panti", SQL["stays"]),
    Measure("poverty_targets", "ringkas", "Keluarga sasaran kemiskinan ekstrem", SQL["poverty_targets"]),
    Measure("deciles", "desil", "", SQL["deciles"], deciles),
    Measure("enrolments", "program", "", SQL["enrolments"], programmes),
    Measure("pillars", "pilar", "", SQL["pillars"], pillar_words, given=by_pillar),
    Measure("ppks", "ppks", "", SQL["ppks"], types("ppks_types"), ppks.secret),
    Measure("psks", "psks", "", SQL["psks"], types("psks_types")),
):
    register(each)
