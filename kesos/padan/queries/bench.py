"""The two of a pair beside each other: every value with its source and day, and which of them differ.

Whoever sees one of the two sees of the other, where that one lives elsewhere, what tells people apart and no more:
name, sex, day of birth, kelurahan, the number masked, where that comes from. No address, no family, no aid.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from kesos.foundation.numbers import masked
from kesos.padan.models import Pair
from kesos.regions import codelists
from kesos.regions.queries import tree
from kesos.registry.models import Family, Merge, Person
from kesos.registry.queries import history
from kesos.registry.queries.person_page import PersonPage, Receipt, person_page

TOLD_OF_OTHERS = frozenset({"full_name", "sex", "birth_date", "region_code", "nik", "nik_claimed", "no_nik_reason"})
BESIDE = {"kk": "No KK", "address": "Alamat"}


@dataclass(frozen=True, slots=True)
class Value:
    text: str
    source: str = ""
    source_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both; `differs` where both say something and not the same."""

    label: str
    first: Value
    second: Value
    differs: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two. `is_near`: in the actor's areas; `gone`: merged into the other, as it was then."""

    person_id: int
    name: str
    place: str
    number: str
    is_near: bool
    gone: bool
    updated_at: datetime | None
    source: str
    family: tuple[str, ...] = ()
    aid: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """What is known of one side, by column: what is compared, and how it is said."""

    side: Side
    raw: Mapping[str, Any]
    said: Mapping[str, Value]


def both(actor: Actor, pair: Pair) -> tuple[Side, Side, list[Line]]:
    """As the actor may see them. Raises NotFound where one of them is gone for another reason than this merge."""
    first, second = (_read(actor, pair, person_id) for person_id in (pair.first_id, pair.second_id))
    lines = []
    for column, label in {**history.LABELS, **BESIDE}.items():
        one, other = first.said.get(column, Value("–")), second.said.get(column, Value("–"))
        if one.text == other.text == "–":
            continue
        known = column in first.raw and column in second.raw
        a, b = first.raw.get(column), second.raw.get(column)
        lines.append(Line(label, one, other, known and a not in (None, "") and b not in (None, "") and a != b))
    return first.side, second.side, lines


def _read(actor: Actor, pair: Pair, person_id: int) -> _Read:
    try:
        return _near(person_page(actor, person_id))
    except NotFound:
        return _told_of(pair, person_id)


def _near(page: PersonPage) -> _Read:
    person = page.person
    raw = {name: person.region_id if name == "region_code" else getattr(person, name) for name in history.LABELS}
    said = {}
    for column in history.LABELS:
        told, origin = history.word(column, raw[column], page.names), page.origin(column)
        is_told = told != "–" and origin is not None
        said[column] = Value(told, origin.source, origin.source_on) if is_told and origin else Value(told)
    if page.family is not None:
        family = page.family
        raw |= {"kk": family.kk or family.kk_as_written, "address": (family.address, family.rt, family.rw)}
        of = (family.source.title, family.source.dated_on)
        said["kk"] = Value(masked(family.kk) if family.kk else "–", *of)
        said["address"] = Value(_where(family) or "–", *of)
    return _Read(_side(page), raw, said)


def _where(family: Family) -> str:
    parts = (family.address, f"RT {family.rt}" if family.rt else "", f"RW {family.rw}" if family.rw else "")
    return " ".join(part for part in parts if part)


def _side(page: PersonPage) -> Side:
    person = page.person
    relations = codelists.labels("shdk", localdate())
    members = [(one, relations.get(str(one.relation), "anggota").lower()) for one in page.members if not one.left_on]
    received = [each for each in page.receipts if each.to_on is None]
    return Side(
        person.pk, person.full_name, page.place, _number(person), True, False, person.updated_at, person.source.title,
        family=tuple(f"{one.full_name}, {relation}" for one, relation in members),
        aid=tuple(_received(each, person) for each in received),
        listed=tuple(f"{one.register.upper()} sejak {one.from_on:%Y}" for one in page.listings if one.to_on is None),
        facts=tuple(f"{fact.heading}: {fact.told}" for fact in page.facts if not fact.hidden and fact.to_on is None),
    )  # fmt: skip


def _received(each: Receipt, person: Person) -> str:
    through = "" if each.person_id == person.pk else f" ({each.full_name})"
    return f"{each.programme} sejak {each.from_on:%Y}{through}"


def _told_of(pair: Pair, person_id: int) -> _Read:
    """Somebody who lives elsewhere, or who was merged: asked as the system, told in part."""
    with acting(SYSTEM):
        person = Person.objects.select_related("source").filter(pk=person_id).first()
        merge = None if person else Merge.objects.filter(gone_id=person_id).order_by("-pk").first()
    if person is None:
        if merge is None:
            raise NotFound("Salah satu dari keduanya tidak ada lagi. Muat ulang halaman.")
        person = _as_it_was(merge)
    names = tree.names({person.region_id})
    raw = {
        column: person.region_id if column == "region_code" else getattr(person, column) for column in TOLD_OF_OTHERS
    }
    source = "" if merge else person.source.title
    on = None if merge else person.source.dated_on
    said = {
        column: Value(told, source, on) if (told := history.word(column, raw[column], names)) != "–" else Value("–")
        for column in TOLD_OF_OTHERS
    }
    side = Side(
        person.pk, person.full_name, names.get(person.region_id, ""), _number(person), False, merge is not None,
        person.updated_at, source,
    )  # fmt: skip
    return _Read(side, raw, said)


def _as_it_was(merge: Merge) -> Person:
    told = dict(merge.record)
    born = told.get("birth_date")
    return Person(
        pk=merge.gone_id, full_name=merge.full_name, nik=merge.nik, nik_claimed=merge.nik_claimed,
        nik_as_written=told.get("nik_as_written"), no_nik_reason=told.get("no_nik_reason"), sex=told.get("sex", ""),
        birth_date=date.fromisoformat(born) if born else None, region_id=merge.region_code, updated_at=merge.at,
    )  # fmt: skip


def _number(person: Person) -> str:
    number = next((each for each in (person.nik, person.nik_claimed, person.nik_as_written) if each), None)
    return masked(number) if number else "tanpa NIK"
