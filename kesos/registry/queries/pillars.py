"""The four pillars of UU 11/2009: what a person receives, has received, and does not receive."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal, Protocol

from django.utils.formats import date_format

from kesos.regions import codelists
from kesos.registry.queries import on_person
from kesos.registry.queries.on_person import Fact, Underway
from kesos.registry.queries.person_page import Receipt
from kesos.workflow.machines.labels import labels

PILLARS = {
    "jaminan": "Jaminan sosial",
    "perlindungan": "Perlindungan sosial",
    "pemberdayaan": "Pemberdayaan sosial",
    "rehabilitasi": "Rehabilitasi sosial",
    "lain": "Layanan lain",
}
Standing = Literal["received", "process", "held", "past", "never"]
WORDS: dict[Standing, str] = {
    "received": "Diterima",
    "process": "Dalam proses",
    "held": "Ditangguhkan",
    "past": "Pernah diterima",
    "never": "Belum pernah",
}


class Served(Protocol):
    """What is read of a person, by their page or by their card."""

    @property
    def person_id(self) -> int: ...
    @property
    def receipts(self) -> list[Receipt]: ...
    @property
    def underway(self) -> list[Underway]: ...
    @property
    def facts(self) -> list[Fact]: ...


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one programme stands on the page, from one day to another."""

    programme: str
    pillar: str
    unit: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Service:
    """One programme as it concerns one person; `notes` are the dated facts behind the word."""

    programme: str
    label: str
    standing: Standing
    notes: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        return WORDS[self.standing]

    @property
    def is_received(self) -> Literal["received", "in_process", "not_received"]:
        """The three answers to "does this person receive it?"; what is held or past is not received now."""
        if self.standing == "received":
            return "received"
        return "in_process" if self.standing == "process" else "not_received"


Never = tuple[str, str, Service]


@dataclass(frozen=True, slots=True)
class Pillar:
    code: str
    services: tuple[Service, ...]

    @property
    def label(self) -> str:
        return PILLARS[self.code]

    def count(self, standing: Standing) -> int:
        return len([service for service in self.services if service.standing == standing])

    @property
    def told(self) -> str:
        """ "2 diterima, 1 pernah"; nothing where there is nothing."""
        return told([self])


def told(pillars: Iterable[Pillar], *, between: str = ", ", with_never: bool = False) -> str:
    every = list(pillars)
    words: dict[Standing, str] = {
        "received": "diterima", "process": "dalam proses", "held": "ditangguhkan", "past": "pernah diterima",
    }  # fmt: skip
    if with_never:
        words["never"] = "belum pernah"
    counts = [(sum(pillar.count(standing) for pillar in every), word) for standing, word in words.items()]
    return between.join(f"{number} {word}" for number, word in counts if number)


def pillars(of: Served, *, on: date) -> list[Pillar]:
    """Every programme of the list, also those never received, and every fact that is a service of a pillar; aid to the
    family counts for each member."""
    met = {receipt.programme for receipt in of.receipts} | {step.programme for step in of.underway}
    found: dict[str, list[Service]] = {pillar: [] for pillar in PILLARS}
    listed = _listed(on)
    for pillar, unit, never in (*listed.values(), *(_unlisted(code, on) for code in sorted(met - listed.keys()))):
        code = never.programme
        found[pillar].append(
            never if code not in met else _service(
                code, never.label, unit, [receipt for receipt in of.receipts if receipt.programme == code],
                [step for step in of.underway if step.programme == code], of.person_id,
            )
        )  # fmt: skip
    for shown in on_person.facts():
        if shown.pillar:
            found[shown.pillar].append(_of_facts(shown, [fact for fact in of.facts if fact.kind == shown.kind]))
    order = list(WORDS)
    return [
        Pillar(code, tuple(sorted(services, key=lambda service: order.index(service.standing))))
        for code, services in found.items()
        if services
    ]


def _listed(on: date) -> dict[str, Never]:
    """By programme of the list as it is on that day: its pillar, its unit, and what stands for who never had it."""
    placed = {each.programme: each for each in catalogue(on)}
    return {entry.code: _never(placed.get(entry.code), entry) for entry in codelists.entries("programs", on)}


def _unlisted(code: str, on: date) -> Never:
    """A programme of another day, or one that no list knows."""
    place = next((each for each in catalogue(on) if each.programme == code), None)
    entry = next((entry for entry in codelists.history("programs") if entry.code == code), None)
    return _never(place, entry, code)


def _never(place: Placed | None, entry: codelists.Entry | None, code: str = "") -> Never:
    service = Service(entry.code, entry.label, "never") if entry else Service(code, code, "never")
    return (place.pillar, place.unit, service) if place else ("lain", "individual", service)


def catalogue(on: date) -> list[Placed]:
    return [each for each in _shipped() if each.valid_from <= on <= (each.valid_to or date.max)]


def _service(
    code: str, label: str, unit: str, receipts: Sequence[Receipt], steps: Sequence[Underway], person_id: int
) -> Service:
    own = [receipt for receipt in receipts if unit == "family" or receipt.person_id == person_id]
    others = [receipt for receipt in receipts if receipt not in own]
    taken = [step for step in steps if unit == "family" or step.person_id in (None, person_id)]
    notes = [_note(receipt, person_id) for receipt in own[:3]]
    notes += [step.told for step in taken[:2]]
    notes += [f"Diterima anggota lain: {receipt.full_name}" for receipt in others if receipt.to_on is None][:2]
    standing = _standing(own)
    return Service(code, label, "process" if taken and standing in ("past", "never") else standing, tuple(notes))


def _of_facts(shown: on_person.Shown, facts: Sequence[Fact]) -> Service:
    """Received while one is open."""
    is_open = any(fact.to_on is None for fact in facts)
    notes = tuple(
        f"{fact.told}, {_days(fact.from_on, fact.to_on)} · {fact.source}" for fact in facts[:3] if fact.from_on
    )
    return Service(shown.kind, shown.heading, "received" if is_open else "past" if facts else "never", notes)


def _standing(receipts: Sequence[Receipt]) -> Standing:
    if any(receipt.to_on is None and receipt.state == "AKTIF" for receipt in receipts):
        return "received"
    if any(receipt.to_on is None and receipt.state == "DITANGGUHKAN" for receipt in receipts):
        return "held"
    return "past" if receipts else "never"


def _note(receipt: Receipt, person_id: int) -> str:
    since = _days(receipt.from_on, receipt.to_on)
    since = since[0].upper() + since[1:]
    state = "" if receipt.state in ("AKTIF", "DITANGGUHKAN") else f" · {labels().state('penerima', receipt.state)}"
    whom = "" if receipt.person_id == person_id else f" · melalui {receipt.full_name}"
    outside = f" · di luar data terpadu: {receipt.unlisted_reason}" if receipt.unlisted_reason else ""
    return f"{since}{state}{whom}{outside} · {receipt.source}"


def _days(first: date, last: date | None) -> str:
    return f"sejak {_day(first)}" if last is None else f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    return date_format(day, "j M Y")


@cache
def _shipped() -> tuple[Placed, ...]:
    with resources.files("kesos.registry").joinpath("data/programme_pillars.csv").open(encoding="utf-8") as file:
        return tuple(
            Placed(
                row["programme"],
                row["pillar"],
                row["unit"],
                date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            )
            for row in csv.DictReader(file)
        )
