"""One person beside one record of the population registry: the same, or what differs."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from kesos.registry.ports import NotFoundThere, PopulationRecord

SAME_NAME = 0.86
# titles and forms of address are no part of a name; Dukcapil keeps them, offices often do not
_TITLES = frozenset(
    [
        "h", "hj", "haji", "hajjah", "drs", "dra", "dr", "ir", "prof", "se", "sh", "mm", "msi", "mpd", "spd", "skom",
        "sip", "ssos", "amd", "sag", "kh", "rr", "raden", "r", "ra", "nn", "ny", "tn", "bpk", "ibu", "alm",
    ]
)  # fmt: skip
_SPELLINGS = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"), ("ph", "f"), ("th", "t"))
_SHORT = {"moh": "muhammad", "moch": "muhammad", "mochamad": "muhammad", "mohamad": "muhammad", "muh": "muhammad",
          "mohammad": "muhammad", "muhamad": "muhammad", "mochammad": "muhammad", "m": "muhammad", "abd": "abdul",
          "st": "siti", "sit": "siti"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What our registry says of the person."""

    full_name: str
    birth_date: date | None
    sex: str
    region_code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome of `Match.Outcome` and, by field, what we say and what they say."""

    outcome: str
    details: dict[str, Any] = field(default_factory=dict)


def compare(person: Known, record: PopulationRecord | NotFoundThere, *, same_name: float = SAME_NAME) -> Answer:
    """The gravest difference is the outcome; `details` holds them all, dates as text and never a NIK."""
    if isinstance(record, NotFoundThere):
        return Answer("tidak_ditemukan")
    differs: dict[str, Any] = {}
    found = []
    if not record.alive:
        found.append("meninggal")
        differs["died_on"] = {"theirs": _text(record.died_on)}
    if person.full_name.casefold() != record.name.casefold():
        # another spelling is told, also where it is the same name
        differs["full_name"] = {"ours": person.full_name, "theirs": record.name}
        if name_similarity(person.full_name, record.name) < same_name:
            found.append("beda_nama")
    if person.birth_date and record.birth_date and person.birth_date != record.birth_date:
        found.append("beda_tanggal_lahir")
        differs["birth_date"] = {"ours": _text(person.birth_date), "theirs": _text(record.birth_date)}
    if person.sex and record.sex and person.sex != record.sex:
        found.append("beda_jk")
        differs["sex"] = {"ours": person.sex, "theirs": record.sex}
    if record.region_code and person.region_code != record.region_code:
        found.append("pindah")
        differs["region_code"] = {"ours": person.region_code, "theirs": record.region_code}
    return Answer(found[0] if found else "padan", differs)


def name_similarity(one: str, other: str) -> float:
    """1 for names that are one apart from capitals, titles, old spelling and usual shortening; else by letters."""
    a, b = _folded(one), _folded(other)
    if not a or not b:
        return 0.0
    if a == b or "".join(a) == "".join(b) or sorted(a) == sorted(b) or _initials(a, b):
        return 1.0
    return SequenceMatcher(None, " ".join(a), " ".join(b), autojunk=False).ratio()


def _folded(name: str) -> list[str]:
    text = unicodedata.normalize("NFKD", name.split(",")[0]).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z]+", re.sub(r"['`]", "", text))
    kept = [word for word in words if word not in _TITLES]
    return [_spelled(_SHORT.get(word, word)) for word in kept or words]


def _spelled(word: str) -> str:
    for old, new in _SPELLINGS:
        word = word.replace(old, new)
    return re.sub(r"(.)\1", r"\1", word)


def _initials(a: list[str], b: list[str]) -> bool:
    """«SITI NUR A.» is «SITI NUR AISYAH»; a whole first word is needed."""
    return (
        len(a) == len(b)
        and a[0] == b[0]
        and len(a[0]) > 1
        and all(
            x == y or (len(x) == 1 and y.startswith(x)) or (len(y) == 1 and x.startswith(y))
            for x, y in zip(a, b, strict=True)
        )
    )


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
