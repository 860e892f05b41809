"""Quotas of the reader's area and of those above it: places, held, kept for successors, free."""

from dataclasses import dataclass, replace
from datetime import date

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from kesos.programmes.models import QuotaChange
from kesos.programmes.queries.authors import authors

VIEW = "quota.view"
SQL = statements("kesos.programmes", "sql/quotas.sql")
WHEN = [("", "Berlaku sekarang"), ("nanti", "Akan berlaku"), ("lalu", "Sudah berakhir"), ("semua", "Semua")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the list is narrowed."""

    programme: str = ""
    when: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A quota as the list shows it; `without_place` receive under an older quota that had more places."""

    id: int
    programme_code: str
    programme: str
    region_code: str
    region: str
    places: int
    taken: int
    kept: int
    basis: str
    valid_from: date
    valid_to: date | None
    without_place: int = 0

    @property
    def held(self) -> int:
        return self.taken - self.kept

    @property
    def free(self) -> int:
        return self.places - self.taken


def page(actor: Actor, wanted: Wanted, *, on: date, after: int = 0, limit: int = 51) -> list[Line]:
    return _lines(actor, wanted, on=on, after=after, limit=limit)


def one(actor: Actor, quota_id: int, *, on: date) -> Line:
    found = _lines(actor, Wanted(when="semua"), on=on, quota_id=quota_id)
    if not found:
        raise NotFound("Kuota ini tidak ditemukan di wilayah Anda.")
    return found[0]


def changes(quota_id: int) -> list[tuple[QuotaChange, str]]:
    """What the number of places was, the newest first, and who changed it."""
    found = list(QuotaChange.objects.filter(quota=quota_id).order_by("-id")[:50])
    names = authors(each.by_user_id for each in found)
    return [(each, names.get(each.by_user_id, f"pengguna {each.by_user_id}")) for each in found]


def _lines(
    actor: Actor, wanted: Wanted, *, on: date, after: int = 0, limit: int = 1, quota_id: int | None = None
) -> list[Line]:
    """Counted as the system: numbers of places, nobody's row; the areas are the reader's."""
    told = {
        "areas": actor.areas(VIEW), "programme": wanted.programme, "text": wanted.text, "when": wanted.when,
        "today": on, "after": after, "limit": limit, "id": quota_id,
    }  # fmt: skip
    with acting(SYSTEM):
        found = rows(SQL["list"], told)
        left = dict(rows(SQL["without_place"], {"today": on, "ids": [each[0] for each in found]}))
    return [replace(Line(*each), without_place=int(left.get(each[0], 0))) for each in found]
