"""What waits for another manager, who may be it, and who has been named."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from kesos.bulk.sql import row, rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.journeys.models import ManagerChange
from kesos.programmes.queries import successions
from kesos.programmes.queries.successions import VIEW
from kesos.workflow.models import Decision

PROPOSE = "penerima.ganti_pengurus_oleh_op_desa"
SQL = statements("kesos.journeys", "sql/managers.sql")
MANY = 100


@dataclass(frozen=True, slots=True)
class Awaited:
    """A membership that waits; `manager_died` is false where it was the head."""

    enrolment_id: int
    region_code: str
    family_id: int | None
    title: str
    manager_died: bool


@dataclass(frozen=True, slots=True)
class AwaitingRow:
    """One line of the list; `named` is None where nobody is, or where it is said that nobody can (`is_proposed`)."""

    id: int
    enrolment_id: int
    programme: str
    manager: str
    manager_died: bool
    place: str
    since: date
    named: str | None
    is_proposed: bool
    asked_at: datetime | None


def awaited(actor: Actor, enrolment_id: int) -> Awaited:
    """To be read while acting. Raises NotFound, and Refused where it does not wait for a manager."""
    successions.membership(actor, enrolment_id)
    found = waits(enrolment_id)
    if found is None:
        raise Refused("Kepesertaan ini tidak menunggu pengurus baru.", code="no_manager_awaited")
    return found


def waits(enrolment_id: int) -> Awaited | None:
    found = row(SQL["awaited"], {"enrolment": enrolment_id})
    return Awaited(*found) if found else None


def eligible(enrolment_id: int, *, at: datetime) -> list[tuple[int, str]]:
    """Living adults of the family who do not hold the programme already: id and name. To be read while acting."""
    return [(key, name) for key, name in rows(SQL["eligible"], {"enrolment": enrolment_id, "today": localdate(at)})]


def latest(enrolment_id: int) -> ManagerChange | None:
    """The word that is open, else the last one. To be read while acting."""
    found = ManagerChange.objects.select_related("case", "person").filter(enrolment_id=enrolment_id)
    return found.order_by("-pk").first()


def turned_down(word: ManagerChange) -> str:
    """What the supervisor wrote who said no to it; nothing where it ended otherwise."""
    if word.case.state != "DITOLAK":
        return ""
    said = Decision.objects.filter(case=word.case, action="tolak").order_by("-seq").first()
    return said.reason if said else ""


def awaiting(actor: Actor, *, text: str = "", after: int = 0, limit: int = 50) -> list[AwaitingRow]:
    """Of the actor's areas, the longest waiting first; `after` is the id of the last line of the page before."""
    told = {"areas": actor.areas(VIEW), "text": text, "unnamed": False, "after": after, "limit": limit}
    return [AwaitingRow(*each) for each in rows(SQL["awaiting"], told)]


def unnamed(actor: Actor) -> int:
    """How many of those whom this actor may name a manager for still have none; at most MANY are counted."""
    told = {"areas": actor.areas(PROPOSE), "text": "", "unnamed": True, "after": 0, "limit": MANY}
    return len(rows(SQL["awaiting"], told)) if told["areas"] else 0


def of_person(person_id: int) -> list[tuple[int, str, bool]]:
    """Membership, programme, and whether somebody is named, for a person's page. To be read while acting."""
    return [(key, name, named) for key, name, named in rows(SQL["of_person"], {"person": person_id})]
