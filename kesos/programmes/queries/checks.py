"""The recipients of a month with their checks: who may be seen, one page of them, how far each kelurahan has come."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kesos.access import settings_store
from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from kesos.programmes.models.checks import ENDS, Check
from kesos.programmes.queries.kept import kept
from kesos.regions.scope import within
from kesos.registry.models import Enrolment, Reach
from kesos.registry.queries import places

VIEW = "eligibility.view"
SQL = statements("kesos.programmes", "sql/checks.sql")
RUNNING = ("AKTIF", "DITANGGUHKAN")
KAB_KOTA = 4
COUNTED_AGAIN = "figures.recipients_minutes"
FROM_FIELD = "LAPANGAN"  # the code of what people found, beside those of rules


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; nothing narrows nothing."""

    month: date
    programme: str = ""
    state: str = ""
    proposed: bool = False
    without_photo: bool = False
    text: str = ""
    place: str = ""
    rw: str = ""

    def kept(self) -> dict[str, Any]:
        """As a job keeps it."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "month"} | {
            "month": self.month.isoformat()
        }

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Filters":
        return cls(**{**kept, "month": date.fromisoformat(kept["month"])})


@dataclass(frozen=True, slots=True)
class Row:
    """One recipient as a list shows them; `nik` is the full number, masked where it is shown."""

    id: int
    person_id: int
    full_name: str
    nik: int | None
    programme: str
    programme_name: str
    membership: str
    region_code: str
    address: str
    rt: str
    rw: str
    check_id: int | None
    state: str
    month: date | None
    proposed_at: datetime | None
    found: list[dict[str, str]]
    has_photo: bool

    @property
    def by_rule(self) -> bool:
        """Proposed by a rule or from the field, and nobody has decided yet."""
        return self.proposed_at is not None and self.state not in ENDS

    @property
    def proposed_how(self) -> str:
        return proposed_how(self.found)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many recipients of a kelurahan are decided on this month; `waiting` are said unfit and not yet approved."""

    region_code: str
    recipients: int
    decided: int
    waiting: int
    proposed: int


def proposed_how(found: Sequence[Mapping[str, str]]) -> str:
    """A rule's proposal says that no person made it (UU 27/2022)."""
    return "Dari lapangan" if all(each.get("code") == FROM_FIELD for each in found) else "Usulan otomatis"


def month_of(day: date) -> date:
    return day.replace(day=1)


def companion_holders(actor: Actor) -> list[str]:
    """What a companion was given families by, where the list may be seen through it."""
    if not any(permission == VIEW for permission, _ in actor.reach):
        return []
    return sorted(holder for holder in actor.holders if holder.startswith("assignment:"))


def visible_to(actor: Actor) -> QuerySet[Enrolment]:
    """Memberships of people in the actor's areas, and of those given to a companion. To be read while acting."""
    found = within(actor.areas(VIEW), "person__region__code")
    if holders := companion_holders(actor):
        reached = Reach.objects.filter(person=OuterRef("person"), holder__in=holders, to_on=None)
        found |= Q(Exists(reached))
    return Enrolment.objects.filter(found)


def by_enrolment(actor: Actor, enrolment_id: int) -> Enrolment:
    """Raises NotFound also where the recipient is out of reach."""
    found = visible_to(actor).select_related("person", "person__region").filter(pk=enrolment_id).first()
    if found is None:
        raise NotFound("Penerima tidak ditemukan.")
    return found


def check_of(enrolment: Enrolment, *, month: date) -> Check | None:
    """Its check of the month, or one of an earlier month that is still open."""
    found = Check.objects.select_related("case").filter(Q(month=month) | ~Q(state__in=ENDS), enrolment=enrolment)
    return found.order_by("-month").first()


def page(actor: Actor, filters: Filters, *, today: date, after: int = 0, limit: int = 50) -> list[Row]:
    """Up to `limit` recipients; `after` is the membership the page before ended with.

    A kelurahan, or what a companion was given, is listed whole, by name. A wider place shows the checks that were
    begun, or who bears a name: nobody reads ten million lines.
    """
    statement, told = _statement(actor, filters, today=today, after=after, limit=limit)
    ids = [found for (found,) in rows(statement, told)]
    return rows_of(ids, month=filters.month)


def rows_of(enrolments: Sequence[int], *, month: date) -> list[Row]:
    """What is shown of these, in their order; the caller has judged that they may be seen."""
    if not enrolments:
        return []
    statement = SQL["rows"].replace("{photo}", SQL["photo"])
    with acting(SYSTEM):
        found = rows(statement, {"ids": list(enrolments), "month": month})
    return [Row(*[*one[:15], _read(one[15]), one[16]]) for one in found]


def is_whole(actor: Actor, place: str) -> bool:
    """Whether the list holds everybody, checked or not."""
    areas = places.inside(actor, VIEW, place)
    return not areas or (len(areas) == 1 and len(areas[0]) == 10)


def progress(actor: Actor, place: str, *, month: date) -> list[Progress]:
    """By kelurahan, within one kab/kota or less; nothing for a wider place, which must choose.

    How many receive may be some minutes old; what is begun and decided is of this moment.
    """
    areas = places.inside(actor, VIEW, place)
    if not areas and (holders := companion_holders(actor)):
        with acting(SYSTEM):
            statement = SQL["progress_of_reach"].replace("{looked_at}", SQL["looked_at"])
            return [Progress(*one) for one in rows(statement, {"holders": holders, "month": month})]
    if not areas or any(len(area) < KAB_KOTA for area in areas):
        return []
    with acting(SYSTEM):
        # a code by code list keeps the index of places; a prefix of several would not
        villages = places.villages(areas)
        lasts = settings_store.minutes(COUNTED_AGAIN, at=timezone.now())
        recipients = kept("recipients", villages, lasts=lasts, count=_recipients)
        begun = {code: told for code, *told in rows(SQL["begun_in"], {"villages": villages, "month": month})}
    found = ((code, recipients[code], *begun.get(code, [0, 0, 0, 0])) for code in villages)
    return [Progress(code, receive + ended, *told) for code, receive, *told, ended in found if receive + ended]


def _recipients(villages: list[str]) -> dict[str, int]:
    return dict(rows(SQL["recipients"], {"villages": villages}))


def _statement(actor: Actor, filters: Filters, *, today: date, after: int, limit: int) -> tuple[str, dict[str, Any]]:
    areas = places.inside(actor, VIEW, filters.place)
    key = filters.text.strip()
    told: dict[str, Any] = {
        "month": filters.month, "programme": filters.programme, "state": filters.state, "proposed": filters.proposed,
        "without_photo": filters.without_photo, "key": key, "like": f"%{_key(key)}%", "after": after, "limit": limit,
        "areas": areas, "today": today, "text": key, "within": filters.place,
        "village": areas[0] if len(areas) == 1 else "", "holders": companion_holders(actor),
        "rw": filters.rw.lstrip("0"),
    }  # fmt: skip
    if not areas:
        name = "of_holders"
    elif len(areas) == 1 and len(areas[0]) == 10:
        name = "in_village"
    elif key:
        name = "by_name"
    else:
        return SQL["begun"].replace("{narrowed}", SQL["begun_narrowed"]), told
    statement = (
        SQL[name]
        .replace("{looked_at}", SQL["looked_at"])
        .replace("{joined}", SQL["joined"])
        .replace("{narrowed}", SQL["narrowed"])
    )
    statement = statement.replace("{beyond}", SQL["beyond"] if after else "").replace("{last_name}", SQL["last_name"])
    return statement.replace("{photo}", SQL["photo"]), told


def _read(found: Any) -> list[dict[str, str]]:
    """JSON from a plain statement is text."""
    return list(json.loads(found)) if isinstance(found, str) else list(found)


def _key(text: str) -> str:
    """As names are kept to be found (registry_name_key), with a typed per cent as a per cent."""
    if not text:
        return ""
    (found,) = rows("select registry_name_key(%(text)s)", {"text": text})[0]
    return str(found).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
