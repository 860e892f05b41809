"""What happened to a person's data, in words: changed values with their source, and the events of the audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format

from kesos.audit import queries as audit
from kesos.foundation.numbers import masked
from kesos.regions import codelists
from kesos.registry.models import Person
from kesos.registry.queries.person_page import Change, PersonPage

LABELS = {
    "full_name": "Nama",
    "nik": "NIK",
    "nik_claimed": "NIK yang diakui",
    "nik_as_written": "NIK seperti tertulis",
    "no_nik_reason": "Alasan tanpa NIK",
    "sex": "Jenis kelamin",
    "birth_date": "Tanggal lahir",
    "birth_place": "Tempat lahir",
    "mother_name": "Nama ibu kandung",
    "religion": "Agama",
    "marital": "Status perkawinan",
    "education": "Pendidikan",
    "occupation": "Pekerjaan",
    "region_code": "Kelurahan/desa",
    "died_on": "Meninggal",
}
CODED = {"religion": "agama", "marital": "status_kawin", "education": "pendidikan", "occupation": "pekerjaan"}
NUMBERS = ("nik", "nik_claimed", "nik_as_written")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline, newest first."""

    at: datetime
    title: str
    who: str
    why: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of today with where it comes from."""

    label: str
    text: str
    source: str
    source_on: date | None


def timeline(page: PersonPage) -> list[Event]:
    """Changes of values and what people did, newest first."""
    return sorted(
        [*_changes(page), *_deeds(page.person)],
        key=lambda event: event.at,
        reverse=True,
    )


def values(page: PersonPage) -> list[Value]:
    """Every filled value with its source and day."""
    now = _now(page.person)
    found = []
    for column, label in LABELS.items():
        text = word(column, now[column], page.names)
        if text == "–":
            continue
        origin = page.origin(column)
        found.append(Value(label, text, origin.source if origin else "", origin.source_on if origin else None))
    return found


def word(column: str, value: Any, names: Mapping[str, str]) -> str:
    """A stored value as people read it; numbers stay masked."""
    if value in (None, ""):
        return "–"
    if column in NUMBERS:
        return masked(value)
    if column == "sex":
        return str(Person.Sex(value).label)
    if column == "no_nik_reason":
        return str(Person.NoNik(value).label)
    if column == "region_code":
        return names.get(value, value)
    if column in CODED:
        entry = next((each for each in codelists.history(CODED[column]) if each.code == value), None)
        return entry.label if entry else str(value)
    if column in ("birth_date", "died_on"):
        return date_format(date.fromisoformat(value) if isinstance(value, str) else value, "j F Y")
    return str(value)


def _changes(page: PersonPage) -> list[Event]:
    """Each change with what came after it: the value the next change replaced, or today's."""
    after = _now(page.person)
    found = []
    for change in page.changes:
        lines = []
        for column, before in change.before.items():
            if column not in LABELS:
                continue
            was, became = (word(column, value, page.names) for value in (before, after[column]))
            lines.append(f"{LABELS[column]}: {was} → {became}")
            after[column] = before
        if lines:
            found.append(_event(change, lines))
    return found


def _event(change: Change, lines: list[str]) -> Event:
    title = lines[0] if len(lines) == 1 else f"{len(lines)} isian berubah"
    why = f"Sumber: {change.source}, keadaan {date_format(change.source_on, 'j F Y')}."
    return Event(
        change.changed_at, title, "", why if len(lines) == 1 else f"{'; '.join(lines)}. {why}", "neutral", "edit"
    )


def _deeds(person: Person) -> list[Event]:
    told = audit.timeline(f"person:{person.pk}", limit=20).rows
    return [
        Event(row.at, row.sentence, row.who, "", "neutral", "eye" if row.kind.endswith("opened") else "history")
        for row in told
    ]


def _now(person: Person) -> dict[str, Any]:
    return {column: person.region_id if column == "region_code" else getattr(person, column) for column in LABELS}
