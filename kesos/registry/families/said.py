"""What somebody says of a family and its members; the same words from a form and from a program."""

from dataclasses import dataclass, field
from datetime import date

from kesos.foundation.numbers import as_text, only_number
from kesos.registry.models import Person

HEAD = "1"


@dataclass(frozen=True, slots=True)
class Card:
    """A family card and where the family lives."""

    kk: str = field(repr=False)
    region_code: str
    address: str = field(default="", repr=False)
    rt: str = ""
    rw: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One member. `person_id` is somebody already known, chosen by the operator: then only `relation` is said.

    `confirmed`: compared with the document, which does say so; it lets what is merely odd through, never what is wrong.
    """

    relation: str
    full_name: str = field(default="", repr=False)
    nik: str = field(default="", repr=False)
    no_nik_reason: str = ""
    sex: str = ""
    birth_date: date | None = field(default=None, repr=False)
    birth_place: str = ""
    mother_name: str = field(default="", repr=False)
    religion: str = ""
    marital: str = ""
    education: str = ""
    occupation: str = ""
    confirmed: bool = False
    person_id: int | None = None


TEXTS = ("full_name", "sex", "birth_place", "mother_name", "religion", "marital", "education", "occupation", "relation")


def as_row(said: Said, card: Card, chosen: Person | None) -> dict[str, str]:
    """As a file would say it, by field of the import."""
    told = {name: getattr(chosen if chosen and name != "relation" else said, name) for name in TEXTS}
    born = chosen.birth_date if chosen else said.birth_date
    nik = as_text(chosen.nik) if chosen and chosen.nik else only_number(said.nik)
    reasons = dict(Person.NoNik.choices)
    return {
        **{name: text.strip() for name, text in told.items()},
        "nik": nik,
        "no_nik_reason": "" if nik else str(reasons.get(said.no_nik_reason, "")),
        "birth_date": born.isoformat() if born else "",
        "kk": only_number(card.kk),
        "village": card.region_code,
        "address": card.address.strip(),
        "rt": card.rt.strip(),
        "rw": card.rw.strip(),
    }
