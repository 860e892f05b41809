"""Tasks between the office and its companions, and who accompanies families here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kesos.bulk.sql import row, rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.programmes.models.checks import FieldNote
from kesos.programmes.queries.checks import SQL, VIEW, companion_holders
from kesos.regions.scope import within
from kesos.registry.models import Reach

ASSIGN = "companion.assign"
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Companion:
    holder: str
    user_id: int
    name: str
    area: str
    families: int


@dataclass(frozen=True, slots=True)
class ToAssign:
    """Families that receive something in the chosen part of a kelurahan, and how many of them have a companion."""

    families: int
    with_companion: int


def tasks(actor: Actor, *, after: int = 0, limit: int = A_PAGE) -> list[FieldNote]:
    """Open tasks, newest first: for a companion those of the given families, for an office those of its areas."""
    found = FieldNote.objects.filter(done_at=None).exclude(kind=FieldNote.Kind.NOTE)
    if holders := companion_holders(actor):
        reached = Reach.objects.filter(holder__in=holders, to_on=None).values("person")
        found = found.filter(person__in=reached)
    else:
        found = found.filter(within(actor.areas(VIEW)))
    found = found.filter(pk__lt=after) if after else found
    return list(found.select_related("person", "enrolment").order_by("-pk")[:limit])


def companions(areas: Sequence[str], *, at: datetime) -> list[Companion]:
    """Who holds the role of a companion in these areas; judged before."""
    with acting(SYSTEM):
        return [Companion(*one) for one in rows(SQL["companions"], {"areas": list(areas), "at": at})]


def to_assign(*, village: str, rw: str = "", rt: str = "") -> ToAssign:
    found = row(SQL["to_assign"].format(**SQL), {"village": village, "rw": rw, "rt": rt})
    return ToAssign(*found) if found else ToAssign(0, 0)
