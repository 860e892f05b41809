"""A kelurahan with a recipient, a citizen who tells, and the officials who look into it."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from PIL import Image

from kesos.access.actors import actor_for
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.portal.models import CitizenAccount, Report
from kesos.portal.services import handle_report
from kesos.portal.services.report import Told, take_at_counter, tell
from kesos.registry.models import Enrolment, Person
from tests.access.world import an_official
from tests.portal.citizens import a_citizen_user
from tests.registry.world import a_family, a_person, a_source

AT = datetime(2026, 11, 9, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
KEDIRI, BAWANG, NGRONGGO, KAB_KEDIRI = "3571", "3571031009", "3571031001", "3506"


def a_picture() -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (320, 240), (120, 90, 60)).save(made, "PNG")
    made.seek(0)
    return made


def a_citizen(
    name: str = "PAIJAN", *, region: str = BAWANG, username: str = "", proven: bool = True, person: Person | None = None
) -> Actor:
    """With an account of their own, in a family of their own."""
    return actor_for(a_citizen_user(name, region=region, username=username, proven=proven, person=person).pk, at=AT)


def person_of(citizen: Actor) -> Person:
    with acting(SYSTEM):
        return Person.objects.get(pk=CitizenAccount.objects.get(user_id=citizen.user_id).person_id)


def a_recipient(name: str = "SULASTRI", *, region: str = BAWANG, programme: str = "PKH") -> Enrolment:
    person = a_person(name, region=region)
    family = a_family(person, a_person(f"ANAK {name}", region=region), region=region, rt="003", rw="001")
    with acting(SYSTEM):
        return Enrolment.objects.create(
            person=person, family=family, programme=programme, from_on=date(2026, 1, 1), source=a_source(),
            unlisted_reason="uji",
        )  # fmt: skip


def told_sanggah(enrolment: Enrolment, **more: Any) -> Told:
    given: dict[str, Any] = {
        "kind": "sanggah", "reason": "Rumahnya sudah bertingkat dan punya mobil.", "photo": a_picture(),
        "latitude": Decimal("-7.82"), "longitude": Decimal("112.04"),
        "enrolment_id": enrolment.pk,
    }  # fmt: skip
    return Told(**{**given, **more})


def told_usul(kk: int, **more: Any) -> Told:
    given: dict[str, Any] = {
        "kind": "usul", "reason": "Janda dengan tiga anak, belum pernah dibantu.", "photo": a_picture(),
        "no_point_reason": "Telepon tidak punya GPS", "kk": kk, "head_name": "YATEMI",
        "programme": "SEMBAKO",
    }  # fmt: skip
    return Told(**{**given, **more})


def a_sanggah(citizen: Actor | None = None, enrolment: Enrolment | None = None, *, at: datetime = AT) -> Report:
    return _seen(tell_as(citizen or a_citizen(), told_sanggah(enrolment or a_recipient()), at=at))


def tell_as(citizen: Actor, told: Told, *, at: datetime = AT) -> Report:
    with acting(citizen):
        return tell(told=told, by=citizen, at=at)


def take_as(operator: Actor, person: Person, told: Told, *, at: datetime = AT) -> Report:
    with acting(operator):
        return take_at_counter(told=told, person_id=person.pk, by=operator, at=at)


def _seen(report: Report) -> Report:
    with acting(SYSTEM):
        return Report.objects.select_related("case").get(pk=report.pk)


def official(role: str, area: str = KEDIRI, name: str = "") -> Actor:
    return actor_for(an_official(name or f"{role}.{area}".lower().replace("_", "-"), role, area).pk, at=AT)


def step(by: Actor, report: Report, action: str, *, at: datetime = AT, **more: Any) -> Report:
    with acting(by):
        return handle_report.take_step(report_id=report.pk, action=action, by=by, at=at, **more)


def surveyed(report: Report, dinsos: Actor, tksk: Actor, *, at: datetime = AT) -> Report:
    """Noted by the office, a surveyor named, the field result there."""
    step(dinsos, report, "catat", at=at)
    step(dinsos, report, "tugaskan", surveyor_id=tksk.user_id, at=at)
    with acting(tksk):
        return handle_report.note_field(
            report_id=report.pk, result="Rumah dua lantai, ada mobil.", by=tksk, at=at, photo=a_picture(),
            photo_name="lapangan.png",
        )  # fmt: skip
