"""What the registry itself can say in a visit, so that nobody is asked again."""

from datetime import date
from typing import Any

from kesos.regions import codelists
from kesos.registry.dtsen import Level, of_level
from kesos.registry.models import Family, Person
from kesos.registry.models.visits import column_name

SEX = {"L": "1", "P": "2"}


def of_family(family: Family) -> dict[str, Any]:
    """By column, only what is known."""
    place = " ".join(f"{word} {number}" for word, number in (("RT", family.rt), ("RW", family.rw)) if number)
    return _said(
        no_kk=family.kk, village_code=family.region_id, sls_name=place, address=family.address,
        latitude=family.latitude, longitude=family.longitude,
    )  # fmt: skip


def of_person(person: Person, *, on: date) -> dict[str, Any]:
    return _said(
        nik=person.nik, full_name=person.full_name, sex=SEX.get(person.sex), birth_date=person.birth_date,
        birth_place=person.birth_place, mother_name=person.mother_name, age=age(person.birth_date, on),
        religion=_code("agama", person.religion, on), job_dukcapil=_code("pekerjaan", person.occupation, on),
    )  # fmt: skip


def columns(level: Level, known: dict[str, Any]) -> set[str]:
    """The columns nobody is asked for: known, or told by nobody but the registry."""
    return known.keys() | {column_name(v) for v in of_level(level) if v.comes_from == "registry"}


def age(born: date | None, on: date) -> int | None:
    """Whole years on that day; a day before the birth counts as none."""
    return None if born is None else max(on.year - born.year - ((on.month, on.day) < (born.month, born.day)), 0)


def _code(list_name: str, code: str, on: date) -> str | None:
    """A code of another day's list is asked anew: the database would refuse it."""
    return code if code in codelists.labels(list_name, on) else None


def _said(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}
