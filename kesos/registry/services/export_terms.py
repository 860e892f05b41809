"""What holds for every export of people's data, whatever its rows: a purpose, the right to full numbers, an end."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from kesos.bulk.sql import row
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor, outermost
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import masked
from kesos.registry.queries import places
from kesos.registry.services.open_nik import OPEN_NIK

SQL = statements("kesos.registry", "sql/export_bnba.sql")
EXPORT = "export.run"
SHORTEST_PURPOSE = 10
NUMBER = re.compile(r"\d{16}")


@dataclass(frozen=True, slots=True)
class ListWanted:
    """A list as a file: narrowed how (as its own filters keep it), for what."""

    narrowed: dict[str, Any]
    purpose: str
    full_numbers: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        return cls(**kept)

    def kept(self) -> dict[str, Any]:
        """As a job keeps it: a number typed into purpose or search stays out."""
        narrowed = {key: hidden(value) if key in ("text", "title") else value for key, value in self.narrowed.items()}
        return asdict(self) | {"purpose": hidden(self.purpose), "narrowed": narrowed}


def areas_of(wanted: ListWanted, *, place: str, view: str, by: Actor) -> list[str]:
    """Where `by` may both look (`view`) and take away, inside the place; of a list it is all that its file holds.

    Raises NotAllowed, NotFound or Refused, before a job is started and when it runs.
    """
    if not by.holds(EXPORT) or not by.holds(view):
        raise NotAllowed()
    areas = places.inside(by, EXPORT, place)
    areas = outermost(inner for area in areas for inner in places.inside(by, view, area))
    if not areas:
        raise NotFound("Wilayah ini tidak ditemukan di wilayah Anda.", field="place")
    refuse_terms(areas, purpose=wanted.purpose, full_numbers=wanted.full_numbers, by=by)
    return areas


def hidden(text: str) -> str:
    """A number somebody typed into a free text, masked."""
    return NUMBER.sub(lambda found: masked(found[0]), text)


def refuse_terms(areas: Sequence[str], *, purpose: str, full_numbers: bool, by: Actor) -> None:
    """Raises Refused without a purpose, NotAllowed where full numbers may not be opened everywhere."""
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise Refused("Tuliskan tujuan ekspor, paling sedikit sepuluh huruf.", code="purpose_missing", field="purpose")
    if full_numbers and not all(by.may(OPEN_NIK, area) for area in areas):
        raise NotAllowed("Peran Anda tidak membuka NIK lengkap di seluruh wilayah ini.", field="full_numbers")


def expires_at(at: datetime) -> datetime | None:
    """As the retention table says of exports on that day; the file itself is given the same end when stored."""
    found = row(SQL["expires"], {"at": at})
    return found[0] if found else None
