"""What holds for every export of people's data, whatever its rows: a purpose, the right to full numbers, an end."""

from collections.abc import Sequence
from datetime import datetime

from kesos.bulk.sql import row
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, Refused
from kesos.registry.services.open_nik import OPEN_NIK

SQL = statements("kesos.registry", "sql/export_bnba.sql")
SHORTEST_PURPOSE = 10


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
