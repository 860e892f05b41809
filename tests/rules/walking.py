"""A world to walk through, what one walk is, and the things addresses lead to."""

import io
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client

from kesos.access.door import at_the_door
from kesos.access.models import ApiToken, User
from kesos.access.services import offices
from kesos.access.services.tokens import create_token
from kesos.access.web.account_views import BACKEND
from kesos.database.acting import acting
from kesos.documents.services import templates
from kesos.documents.services.issuing import issue_many
from kesos.files import services as files
from kesos.foundation.actor import SYSTEM
from kesos.workflow.services import calendars
from tests.access.world import a_grant, a_user, an_official
from tests.api.things import Things, all_things
from tests.api.world import BAWANG, KAB_KEDIRI, KEDIRI, NGRONGGO, NOW, Program, a_program
from tests.documents.conftest import HEAD, KIND, Dinas, new_dinas, order
from tests.journeys.things import an_event_file
from tests.kept import of_this_test
from tests.portal.things import PortalThings, portal_things
from tests.programmes.things import a_quota, a_wage
from tests.programmes.world import Succession, a_succession
from tests.rules.recipients import a_check, a_notice, a_recipient

NEXT = {BAWANG: NGRONGGO, KEDIRI: KAB_KEDIRI}
Named = dict[str, Any]


class World:
    """Made as far as a walk asks for it."""

    def __init__(self) -> None:
        self.programs: dict[tuple[str, str], Program] = {}
        with connection.cursor() as cursor:  # past the numbers of the actors that other worlds invent
            cursor.execute("select max(nextval('access_user_id_seq')) from generate_series(1, 500)")

    @classmethod
    def of_bawang(cls) -> "World":
        """With one of everything, and those who look at it here and next door."""
        made = cls()
        assert made.things
        for role, area in itertools.product(("OP_DESA", "LURAH"), (BAWANG, NGRONGGO)):
            made.official(role, area)
        for role, area in itertools.product(("SUPERVISOR", "KADIS", "OP_DINSOS", "ADMIN"), (KEDIRI, KAB_KEDIRI)):
            made.official(role, area)
        return made

    def again(self) -> "World":
        """For one test: what it makes besides is forgotten with it."""
        mine = of_this_test(self)
        vars(mine)["things"] = of_this_test(self.things)
        return mine

    def official(self, role: str, area: str) -> Program:
        if (role, area) not in self.programs:
            self.programs[role, area] = a_program(role, area)
        return self.programs[role, area]

    def client(self, role: str, area: str) -> Client:
        return signed_in(self.official(role, area).user)

    @cached_property
    def dinas(self) -> Dinas:
        return new_dinas()

    @cached_property
    def portal(self) -> PortalThings:
        return portal_things(self.official("WARGA", BAWANG).actor)

    @cached_property
    def things(self) -> Things:
        return all_things(self.official("OP_DESA", BAWANG), self.official("LURAH", BAWANG), self.dinas)


def signed_in(user: User) -> Client:
    client = Client()
    with at_the_door():
        Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": {}})
        client.force_login(user, backend=BACKEND)
        session = client.session
        proven = {"method": "password", "at": time.time(), "reauthenticated": True}
        session["account_authentication_methods"] = [proven]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


@dataclass(frozen=True)
class Walk:
    """`right` is what the right official gets: a page (200), the way on (302), or a form or state that says no."""

    named: Callable[[World], Named]
    role: str = "OP_DESA"
    area: str = BAWANG
    method: str = "get"
    right: int = 200
    sent: Callable[[World], Named] | Named | None = None

    def data(self, world: World) -> Named:
        return self.sent(world) if callable(self.sent) else self.sent or {}


def an_account(world: World) -> Named:
    return {"user_id": an_official("sari", "STAF", KEDIRI).pk}


def an_office(world: World) -> Named:
    return {"grant_id": a_grant(a_user("sari"), "STAF", KEDIRI).pk}


def a_deputy(world: World) -> Named:
    absent, deputy = an_official("budi", "KADIS", KEDIRI), an_official("rini", "KABID", KEDIRI)
    by = world.official("ADMIN", KEDIRI).actor
    with acting(by):
        lent = offices.delegate(
            kind="plh", from_user_id=absent.pk, to_user_id=deputy.pk, role="KADIS", area=KEDIRI, valid_from=NOW,
            valid_to=NOW + timedelta(days=7), letter_number="800/12/2026", by=by, at=NOW,
        )  # fmt: skip
    return {"delegation_id": lent.pk}


def a_token(world: World) -> Named:
    user = world.official("OP_DESA", BAWANG).user
    with acting(SYSTEM):
        create_token(user_id=user.pk, name="dinas", scopes=["person.view"], by=SYSTEM, at=NOW)
    with at_the_door():
        return {"token_id": ApiToken.objects.get(user=user, name="dinas").pk}


def a_passkey(world: World) -> Named:
    with at_the_door():
        made = Authenticator.objects.create(
            user=world.official("OP_DESA", BAWANG).user, type="webauthn", data={"name": "kunci"}
        )
    return {"pk": made.pk}


def a_draft_template(world: World) -> Named:
    with acting(HEAD):
        made = templates.save_draft(kind=KIND, office=world.dinas.office, values={}, by=HEAD, at=NOW)
    return {"template_id": made.pk}


def a_preview(world: World) -> Named:
    return {**a_draft_template(world), "form": "png"}


def succession(world: World) -> Succession:
    """Somebody left a place in Bawang, somebody waits for it, and a plan joins them."""
    return world.things.once("succession", lambda: a_succession(at=NOW))


def a_membership(world: World) -> Named:
    return {"enrolment_id": succession(world).left.pk}


def a_plan(world: World) -> Named:
    return {"run_id": succession(world).plan.pk}


def a_batch(world: World) -> Named:
    with acting(HEAD):
        made = issue_many(
            kind=KIND, office=world.dinas.office, signer=world.dinas.signer, orders=[order(), order()], by=HEAD, at=NOW
        )
    return {"batch": made.batch}


def a_sheet(world: World) -> Named:
    by = world.official("OP_DESA", BAWANG).actor
    with acting(by):
        file = files.put(
            data=io.BytesIO(b"NIK,Nama\n9971035204790001,SULASTRI\n"), name="bnba.csv", kind="spreadsheet",
            region_code=BAWANG, by=by, at=NOW,
        )  # fmt: skip
    return {"key": file.pk}


def a_holiday(world: World) -> Named:
    by = world.official("ADMIN", KEDIRI).actor
    with acting(by):
        made = calendars.add_holiday(region_code=KEDIRI, day=NOW.date(), name="Hari jadi kota", by=by, at=NOW)
    return {"holiday_id": made.pk}


def a_freeze(world: World) -> Named:
    by = world.official("ADMIN", KEDIRI).actor
    with acting(by):
        made = calendars.add_freeze(
            region_code=KEDIRI, starts_at=NOW, ends_at=NOW + timedelta(days=2), reason="Pindah kantor", by=by, at=NOW
        )
    return {"freeze_id": made.pk}


def a_member_visited(world: World) -> Named:
    visit = world.things.visit
    with acting(SYSTEM):
        person = visit.family.memberships.order_by("pk").values_list("person_id", flat=True)[0]
    return {"visit_id": visit.pk, "person_id": person}


def of(**named: Callable[[Things], Any]) -> Callable[[World], Named]:
    return lambda world: {name: told(world.things) for name, told in named.items()}


def told(**named: Callable[[PortalThings], Any]) -> Callable[[World], Named]:
    return lambda world: {name: of(world.portal) for name, of in named.items()}


PERSON = of(person_id=lambda t: t.person.pk)
ASKER = of(person_id=lambda t: t.asker.pk)
TASK = of(task_id=lambda t: t.task.pk)
RUN = of(run_id=lambda t: t.run.pk)
JOB = of(run_id=lambda t: t.job.pk)
FILE = of(key=lambda t: t.file.pk)
EVENT_FILE = of(key=an_event_file)
LETTER = of(letter=lambda t: t.letter.uuid)
PICTURE = of(letter=lambda t: t.letter.uuid, page=lambda t: 1)
PROPOSAL = of(number=lambda t: t.proposal.number)
HELD = of(village=lambda t: t.deliberation.region_id, day=lambda t: f"{t.deliberation.held_on:%Y-%m-%d}")
MONTH = of(region_code=lambda t: t.month.region_id, month=lambda t: f"{t.month.month:%Y-%m}")
EVENT = of(event_id=lambda t: t.event)
FAMILY = of(family_id=lambda t: t.family.pk)
HOUSE_PHOTO = of(photo_id=lambda t: t.house_photo.pk)
QUOTA = of(quota_id=a_quota)
WAGE = of(kind=lambda t: "upah", row_id=a_wage)
VISIT = of(visit_id=lambda t: t.visit.pk)
CLOSED = of(visit_id=lambda t: t.closed_visit.pk)
RECIPIENT, CHECKED, NOTICED = of(enrolment_id=a_recipient), of(enrolment_id=a_check), of(enrolment_id=a_notice)
