"""Who receives outside the integrated data, with the reason somebody gave: for auditors (UU 13/2011, K-03)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.programmes.queries.authors import authors

VIEW = "audit.view"
SQL = statements("kesos.programmes", "sql/unlisted.sql")
LAST = 2**62


@dataclass(frozen=True, slots=True)
class Wanted:
    programme: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    programme_code: str
    programme: str
    person_id: int
    full_name: str
    nik: int | None
    region_code: str
    region: str
    state: str
    from_on: date
    to_on: date | None
    reason: str
    by_user_id: int
    by_name: str
    at: datetime
    listed_now: bool


def page(actor: Actor, wanted: Wanted, *, on: date, before: int = LAST, limit: int = 51) -> list[Line]:
    """Only what the reader's own area holds: the list asks the right's areas, the database the rows'."""
    told = {
        "areas": actor.areas(VIEW), "programme": wanted.programme, "text": wanted.text, "before": before or LAST,
        "limit": limit, "on": on,
    }  # fmt: skip
    found = [Line(*each) for each in rows(SQL["page"], told)]
    names = authors(each.by_user_id for each in found)
    return [replace(each, by_name=names.get(each.by_user_id, "")) for each in found]
