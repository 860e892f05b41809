"""Checks of recipients in short words."""

from datetime import UTC, date, datetime

from kesos.database.acting import acting
from kesos.evidence.queries.papers import FRONT, POINT
from kesos.foundation.actor import SYSTEM, Actor
from kesos.programmes.models import CriteriaThreshold
from kesos.programmes.models.checks import Check
from kesos.programmes.queries import checks as lists
from kesos.programmes.queries.checks import Filters
from kesos.programmes.services import checks
from kesos.registry.models import Decile, Enrolment, FamilyVisit, Person, Reach
from kesos.workflow import services as workflow
from kesos.workflow.machines import permissions_by_role
from kesos.workflow.services import NewPaper
from tests.programmes import world
from tests.programmes.world import AT, BAWANG, KEDIRI, NGRONGGO, TODAY
from tests.registry.world import a_source

SEE, NOTE, ASSIGN = "eligibility.view", "eligibility.note", "companion.assign"
OPERATOR = world.official("OP_DESA", BAWANG, 101, SEE, NOTE)
NEXT_OPERATOR = world.official("OP_DESA", NGRONGGO, 102, SEE, NOTE)
OFFICE = world.official("OP_DINSOS", KEDIRI, 203, SEE, NOTE, ASSIGN)
SUPERVISOR = world.official("SUPERVISOR", KEDIRI, 201, SEE, NOTE, ASSIGN)
HEAD = world.official("KADIS", KEDIRI, 301, SEE)
MONTH = date(2026, 11, 1)
ALL = Filters(MONTH)
LATER = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)
HOLDER = "assignment:7"
UNFIT = {"reason_code": "TL-14", "reason": "Rumah bertingkat, dua mobil.", "evidence": "Foto depan dan ketua RT 02"}


def a_companion(*, holder: str = HOLDER, user_id: int = 501) -> Actor:
    held = permissions_by_role()["PENDAMPING"] | {SEE, NOTE, "person.view"}
    return Actor(
        user_id=user_id, name="Tri", roles=frozenset({"PENDAMPING"}), holders=frozenset({holder}),
        reach=frozenset((permission, BAWANG) for permission in held),
    )  # fmt: skip


def given(person: Person, *, holder: str = HOLDER) -> None:
    with acting(SYSTEM):
        Reach.objects.create(
            person=person, holder=holder, region_code=person.region_id, from_on=date(2026, 1, 1), why="Dampingan"
        )


def looked_at(enrolment: Enrolment, by: Actor = OPERATOR) -> Check:
    return checks.look_at(enrolment_id=enrolment.pk, by=by, at=AT)


def with_papers(check: Check, by: Actor = OPERATOR, at: datetime = AT) -> Check:
    papers = [NewPaper(FRONT, "contoh"), NewPaper(POINT, value="-7.8166,112.0114,8")]
    workflow.attach_several(case_ids=[check.case_id], papers=papers, by=by, at=at)
    return check


def said_unfit(enrolment: Enrolment, by: Actor = OPERATOR) -> Check:
    check = with_papers(looked_at(enrolment, by), by)
    return checks.find_unfit(check=check, on=TODAY, by=by, at=AT, **UNFIT)


def agreed(enrolment: Enrolment) -> Check:
    return checks.weigh(check=said_unfit(enrolment), action="setujui", by=SUPERVISOR, at=AT)


def approved(enrolment: Enrolment) -> Check:
    return checks.weigh(check=agreed(enrolment), action="sahkan", by=HEAD, at=AT)


def of(enrolment: Enrolment) -> Check | None:
    with acting(SYSTEM):
        return Check.objects.filter(enrolment=enrolment).order_by("-month").first()


def state(enrolment: Enrolment) -> str:
    check = of(enrolment)
    return check.state if check else "BELUM_DIPERIKSA"


def seen(actor: Actor, filters: Filters = ALL, **more: int) -> list[int]:
    with acting(actor):
        return [row.id for row in lists.page(actor, filters, today=TODAY, **more)]


WELL_OFF = {
    "has_dwelling": True, "food_insecure_12m": False, "food_spend": 400, "total_spend": 1000, "clothes_spend_12m": 900,
    "floor_type": "2", "toilet_facility": "1", "power_source": "1", "power_va_1": "3",
}  # fmt: skip


def too_rich(recipient: Enrolment) -> None:
    with acting(SYSTEM):
        Decile.objects.create(family=recipient.family, release="2026-4", decile=9, as_sent="9", source=a_source())


def a_threshold(least: int, region: str = KEDIRI) -> None:
    with acting(SYSTEM):
        CriteriaThreshold.objects.create(
            region_id=region, least=least, basis="Perwali contoh", valid_from=date(2026, 1, 1)
        )


def visited(recipient: Enrolment, **answers: object) -> FamilyVisit:
    with acting(SYSTEM):
        return FamilyVisit.objects.create(
            family=recipient.family, source=a_source(), recorded_at=AT, survey_date=date(2026, 10, 5), **answers
        )
