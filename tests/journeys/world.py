"""Short words for events: who died, who moved, what the registry said and when."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.journeys import event_columns
from kesos.journeys.models import Event, Move
from kesos.journeys.ports import Told
from kesos.journeys.services import apply, receive
from kesos.registry.models import Enrolment, Membership, Person, Source
from kesos.workflow.machines import permissions_by_role
from tests.registry.world import a_source

BAWANG, NGRONGGO, MOJOROTO, KEDIRI = "3571031009", "3571031001", "3571011001", "3571"
AT = datetime(2026, 11, 9, 3, 0, tzinfo=UTC)
_serial = count(1)


def official(role: str, area: str, user_id: int, *extra: str) -> Actor:
    held = permissions_by_role().get(role, frozenset()) | {"person.view", "event.view", *extra}
    return Actor(
        user_id=user_id, name=f"{role} {area}", roles=frozenset({role}), grants=frozenset((p, area) for p in held)
    )


OPERATOR = official("OP_DESA", BAWANG, 101)
NEXT_OPERATOR = official("OP_DESA", NGRONGGO, 102)
SUPERVISOR = official("SUPERVISOR", KEDIRI, 201)
OFFICE = official("OP_DINSOS", KEDIRI, 301, "feed.pull")


def number(kind: str = "K") -> str:
    return f"DUK-{kind}-{next(_serial):06d}"


def a_death(person: Person, *, on: date = date(2026, 11, 2), issued: int = 0, **more) -> Told:
    """`issued` is minutes after the world's moment."""
    told = {
        "number": number(), "kind": "kematian", "issued_at": AT + timedelta(minutes=issued), "nik": person.nik,
        "full_name": person.full_name, "birth_date": person.birth_date, "happened_on": on,
        "region_code": person.region_id,
    }  # fmt: skip
    return Told(**told | more)


def a_correction(death: Told | str, *, issued: int = 10, **more) -> Told:
    told = {
        "number": number("C"), "kind": "koreksi", "issued_at": AT + timedelta(minutes=issued),
        "corrects": death if isinstance(death, str) else death.number,
    }  # fmt: skip
    return Told(**told | more)


def a_file_of(told: Sequence[Told], **columns: str) -> bytes:
    """The monthly file of these events; `columns` writes something else into a column of every row."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([column.title for column in event_columns.COLUMNS])
    for each in told:
        row = dict(zip(event_columns.FIELDS, event_columns.as_row(each), strict=True)) | columns
        writer.writerow(list(row.values()))
    return out.getvalue().encode("utf-8-sig")


def arrive(*told: Told, at: datetime = AT) -> apply.Applied:
    """They come in together and are carried on."""
    receive.take_in(told, origin=Event.Origin.FEED, at=at)
    return apply.apply_waiting(at=at)


def state(told: Told) -> tuple[str, str]:
    with acting(SYSTEM):
        return Event.objects.values_list("state", "why").get(number=told.number)


def event(told: Told) -> Event:
    with acting(SYSTEM):
        return Event.objects.select_related("case").get(number=told.number)


def died_on(person: Person) -> date | None:
    with acting(SYSTEM):
        return Person.objects.values_list("died_on", flat=True).get(pk=person.pk)


def in_family(person: Person) -> int | None:
    with acting(SYSTEM):
        return Membership.objects.filter(person=person, left_on=None).values_list("family_id", flat=True).first()


def enrolled(person: Person, programme: str = "PKH", *, family=None, state: str = "AKTIF") -> Enrolment:
    with acting(SYSTEM):
        return Enrolment.objects.create(
            person=person, family=family, programme=programme, from_on=date(2026, 1, 1), state=state,
            source=Source.objects.first() or a_source(), unlisted_reason="uji",
        )  # fmt: skip


def aid(enrolment: Enrolment) -> str:
    with acting(SYSTEM):
        return Enrolment.objects.values_list("state", flat=True).get(pk=enrolment.pk)


def move_state(move: Move) -> str:
    with acting(SYSTEM):
        return Move.objects.values_list("state", flat=True).get(pk=move.pk)
