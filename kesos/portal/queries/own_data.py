"""All that is held of one person, by kind, with where it comes from; and which offices looked at it, for what."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format

from kesos.audit import vocabulary
from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.numbers import masked
from kesos.foundation.region_code import ancestors
from kesos.portal.models import CitizenAccount, Consent, RightRequest
from kesos.regions import codelists
from kesos.registry import dtsen
from kesos.registry.models.visits import column_name
from kesos.registry.queries import history, visits
from kesos.registry.queries.person_page import PersonPage, person_page
from kesos.registry.visits import wording
from kesos.workflow.machines import labels

SQL = statements("kesos.portal", "sql/own_data.sql")
MOST, YEAR = 100, timedelta(days=365)
EXPORTS = ("registry.bnba_exported",)


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of data; `note` says what it is used for, or why nothing stands in it."""

    title: str
    entries: Sequence[Entry]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """An office that looked, never a person's name."""

    at: datetime
    office: str
    what: str
    purpose: str


@dataclass(frozen=True, slots=True)
class OwnData:
    person_id: int
    name: str
    place: str
    kinds: Sequence[Kind]
    looks: Sequence[Look]

    def as_json(self, *, at: datetime) -> str:
        told = {
            "nama": self.name,
            "tempat": self.place,
            "dibuat": at.isoformat(),
            "data": {
                kind.title: [{"isian": e.label, "nilai": e.text, "asal": e.source} for e in kind.entries]
                for kind in self.kinds
            },
            "dilihat_oleh": [
                {"waktu": look.at.isoformat(), "kantor": look.office, "apa": look.what, "keperluan": look.purpose}
                for look in self.looks
            ],
        }
        return json.dumps(told, ensure_ascii=False, indent=2)


def own_data(actor: Actor, person_id: int, *, at: datetime, everything: bool) -> OwnData:
    """Without `everything` the answers of visits are left out: an account nobody has proven shows less.

    Raises NotFound out of the actor's reach.
    """
    page = person_page(actor, person_id)
    kinds = [
        Kind("Data diri", [Entry(v.label, v.text, _from(v.source, v.source_on)) for v in history.values(page)]),
        *_of_family(page),
        *(_visits(actor, page) if everything else [HIDDEN]),
        *_of_portal(page),
    ]
    family = page.family.pk if page.family else None
    looks = _looks(person_id, family, page.person.region_id, at) if everything else []
    return OwnData(person_id, page.person.full_name, page.place, kinds, looks)


HIDDEN = Kind("Jawaban kunjungan rumah", [], "Dapat dibuka sesudah KTP ditunjukkan satu kali di kelurahan.")


def _of_family(page: PersonPage) -> Iterable[Kind]:
    names = {entry.code: entry.label for entry in codelists.history("programs")}
    say = labels()
    if page.family is not None:
        family, origin = page.family, _from(page.family.source.title, page.family.source.dated_on)
        told = [
            ("No KK", masked(family.kk)), ("Alamat", family.address), ("RT/RW", f"{family.rt}/{family.rw}".strip("/")),
            ("Titik rumah", f"{family.latitude}, {family.longitude}" if family.latitude is not None else ""),
            ("Anggota", ", ".join(m.full_name for m in page.members if m.left_on is None)),
        ]  # fmt: skip
        yield Kind("Keluarga", [Entry(label, text, origin) for label, text in told if text])
    yield Kind(
        "Data terpadu",
        [Entry(each.register.upper(), f"sejak {_day(each.from_on)}{_until(each.to_on)}; {each.decree or 'tanpa SK'}",
               _from(each.source, each.source_on)) for each in page.listings]
        + [Entry(f"Desil {each.release}", str(each.decile or each.as_sent), _from(each.source, each.source_on))
           for each in page.deciles],
    )  # fmt: skip
    yield Kind(
        "Bantuan",
        [Entry(names.get(each.programme, each.programme),
               f"{say.state('penerima', each.state)}, {each.full_name}, sejak {_day(each.from_on)}{_until(each.to_on)}",
               _from(each.source, each.source_on)) for each in page.receipts],
    )  # fmt: skip
    if page.facts:  # what is guarded is not among them: the account is the family's, its members read along
        yield Kind(
            "PPKS, panti, dan kesejahteraan sosial",
            [Entry(each.heading, f"{each.told}, sejak {_day(each.from_on)}{_until(each.to_on)}",
                   _from(each.source, each.source_on)) for each in page.facts if each.from_on and each.source_on],
        )  # fmt: skip


def _visits(actor: Actor, page: PersonPage) -> Iterable[Kind]:
    if page.family is None:
        return
    for visit in visits.of_family(actor, page.family.pk):
        if visit.draft:
            continue
        whole = visits.with_members(visit)
        mine = [one for one in whole.everybody if one.person is None or one.person.pk == page.person.pk]
        entries = [
            Entry(variable.label, wording.answer(variable, value, day=subject.day))
            for subject in mine
            for variable in dtsen.of_level(subject.level)
            if (value := subject.values.get(column_name(variable))) not in (None, "", [])
        ]
        on = _day(visit.survey_date) if visit.survey_date else "tanpa tanggal"
        yield Kind(f"Jawaban kunjungan rumah {on}", entries, "Dipakai untuk data terpadu.")


def _of_portal(page: PersonPage) -> Iterable[Kind]:
    person = page.person.pk
    accounts = CitizenAccount.objects.filter(person_id=person)
    yield Kind(
        "Akun", [Entry("Akun warga", f"dibuat {_day(each.made_at)}{_until(each.ended_at)}") for each in accounts]
    )
    consents = Consent.objects.filter(person_id=person).order_by("-pk")
    yield Kind(
        "Persetujuan",
        [Entry(each.get_purpose_display(), f"diberikan {_day(each.given_at)}{_withdrawn(each)}") for each in consents],
    )
    asked = RightRequest.objects.filter(person_id=person).order_by("-pk")[:MOST]
    yield Kind(
        "Permintaan dan keberatan",
        [Entry(each.get_kind_display(), f"{each.about}, {_day(each.asked_at)}: {labels().state(each.kind, each.state)}")
         for each in asked],
    )  # fmt: skip


def _looks(person_id: int, family_id: int | None, region_code: str, at: datetime) -> list[Look]:
    subjects = [f"person:{person_id}", *([f"family:{family_id}"] if family_id else [])]
    looks = vocabulary.looks()
    with acting(SYSTEM):
        found = rows(SQL["looked"], {"subjects": subjects, "looks": looks, "most": MOST})
        around = {"exports": list(EXPORTS), "places": ancestors(region_code), "since": at - YEAR, "most": MOST}
        found += rows(SQL["taken_out"], around)
    titles = dict(vocabulary.labels())
    told = [
        Look(moment, _office(role), titles.get(kind, kind), _purpose(details))
        for moment, kind, role, _, details in found
    ]
    return sorted(told, key=lambda look: look.at, reverse=True)


def _office(roles: str) -> str:
    return ", ".join(labels().role(role) for role in roles.split(",") if role) or "Sistem"


def _purpose(details: Any) -> str:
    told = json.loads(details) if isinstance(details, str) else details or {}
    return str(told.get("purpose") or told.get("reason") or "tidak tercatat")


def _from(source: str, on: Any) -> str:
    return f"{source}, {_day(on)}" if source and on else source


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def _until(day: Any) -> str:
    return f" sampai {_day(day)}" if day else ""


def _withdrawn(consent: Consent) -> str:
    return f", ditarik {_day(consent.withdrawn_at)}" if consent.withdrawn_at else ""
