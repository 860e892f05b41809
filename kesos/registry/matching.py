"""Whether a person and the population registry speak of the same human being; decides nothing, names what differs."""

import re
from difflib import SequenceMatcher
from enum import StrEnum

from kesos.registry.models import Person
from kesos.registry.ports import PopulationRecord

SAME_NAME = 0.75
_TITLES = re.compile(r"\b(h|hj|drs?|alm|almarhum|ny|tn|r|s ?pd|bin|binti)\b")


class Outcome(StrEnum):
    """Codes as the match of a member is stored and shown."""

    MATCHED = "padan"
    NAME = "beda_nama"
    BIRTH_DATE = "beda_tanggal_lahir"
    SEX = "beda_jk"
    DEAD = "meninggal"
    MOVED = "pindah"
    NOT_FOUND = "tidak_ditemukan"
    UNANSWERED = "gagal"


def compare(person: Person, record: PopulationRecord | None) -> Outcome:
    """The most serious difference; who has moved to another kelurahan still is the same person."""
    if record is None:
        return Outcome.NOT_FOUND
    if not record.is_alive:
        return Outcome.DEAD
    if not same_name(person.full_name, record.full_name):
        return Outcome.NAME
    if person.birth_date and record.birth_date and person.birth_date != record.birth_date:
        return Outcome.BIRTH_DATE
    if person.sex and record.sex and person.sex != record.sex:
        return Outcome.SEX
    if record.region_code and record.region_code != person.region_id:
        return Outcome.MOVED
    return Outcome.MATCHED


def same_name(one: str, other: str) -> bool:
    """Titles and marks apart, and spelling as far as officers differ (MUHAMMAD and MOHAMAD)."""
    a, b = _plain(one), _plain(other)
    if not a or not b:
        return False
    shorter, longer = sorted((set(a.split()), set(b.split())), key=len)
    return a == b or shorter <= longer or SequenceMatcher(None, a, b).ratio() >= SAME_NAME


def _plain(name: str) -> str:
    folded = re.sub(r"[^a-z ]+", " ", name.lower().replace("'", ""))
    for old, new in (("oe", "u"), ("dj", "j"), ("tj", "c")):
        folded = folded.replace(old, new)
    return " ".join(_TITLES.sub(" ", folded).split())
