"""One recipient as the check page shows them: the house, the visit, all aid, what rules find, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kesos.bulk.sql import rows
from kesos.database.acting import acting
from kesos.evidence.queries.house import House, house
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from kesos.programmes.models.checks import FieldNote
from kesos.programmes.queries import checks, criteria, rules
from kesos.programmes.queries.checks import SQL
from kesos.programmes.queries.criteria import Weighed
from kesos.programmes.queries.rules import Finding
from kesos.regions import codelists
from kesos.registry.models import Enrolment, Family, FamilyVisit
from kesos.workflow.machines.labels import labels

# what an official looks for in a house; answers on health and money stay closed
SHOWN = {
    "building_status": "status_bangunan", "floor_type": "lantai", "wall_type": "dinding", "roof_type": "atap",
    "power_source": "penerangan", "power_va_1": "daya", "toilet_facility": "fasilitas_bab",
}  # fmt: skip
LAST = 12


@dataclass(frozen=True, slots=True)
class Aid:
    programme: str
    state: str
    from_on: date
    to_on: date | None
    person: str
    village: str
    is_this: bool
    enrolment: int

    @property
    def runs(self) -> bool:
        return self.to_on is None and self.state in checks.RUNNING

    @property
    def state_told(self) -> str:
        return labels().state("penerima", self.state)


@dataclass(frozen=True, slots=True)
class Earlier:
    check_id: int
    month: date
    state: str
    reason_code: str
    reason: str
    checked_on: date | None
    by_rule: bool
    case_id: int

    @property
    def state_told(self) -> str:
        return labels().state("kelayakan", self.state)


@dataclass(frozen=True, slots=True)
class Facts:
    """Read as the system, for a recipient whose sight was judged before."""

    family: Family | None
    visit_on: date | None
    answers: list[tuple[str, str]]
    aid: list[Aid]
    findings: list[Finding]
    weighed: Weighed | None
    has_photo: bool


def facts(enrolment: Enrolment, *, on: date) -> Facts:
    with acting(SYSTEM):
        family = _family(enrolment)
        visit_on, answers = _visit(family, on)
        told = {"enrolment": enrolment.pk, "person": enrolment.person_id, "family": family.pk if family else None}
        return Facts(
            family=family,
            visit_on=visit_on,
            answers=answers,
            aid=[Aid(*one) for one in rows(SQL["aid"], told)],
            findings=found_by_rules([enrolment.pk], on=on).get(enrolment.pk, []),
            weighed=criteria.of_recipients([enrolment.pk], on=on).get(enrolment.pk),
            has_photo=checks.rows_of([enrolment.pk], month=on.replace(day=1))[0].has_photo,
        )


def house_of(actor: Actor, family: Family | None, *, month: date | None, at: datetime) -> House | None:
    """The family's house with what is odd about it, as far as the actor reaches it."""
    if family is None:
        return None
    try:
        return house(actor, family.pk, at=at, since=month)
    except NotFound:
        return None


def found_by_rules(enrolments: Sequence[int], *, on: date) -> dict[int, list[Finding]]:
    """What stands in the way of each membership as it runs. Run as the system.

    The membership itself is no second one: a real second one is found apart.
    """
    ids = {"ids": list(enrolments)}
    found = {
        ref: [each for each in told if each.code != "GANDA"]
        for ref, told in rules.judge(SQL["asked"], on=on, params=ids).items()
    }
    for ref, place in rows(SQL["doubles"], ids):
        found.setdefault(ref, []).append(Finding("GANDA", True, rules.sentence("GANDA", True, {"place": place})))
    return {ref: told for ref, told in found.items() if told}


def earlier(enrolment: Enrolment) -> list[Earlier]:
    return [Earlier(*one) for one in rows(SQL["history"], {"enrolment": enrolment.pk})]


def notes(enrolment: Enrolment) -> list[FieldNote]:
    return list(FieldNote.objects.filter(enrolment=enrolment).order_by("-id")[:LAST])


def _family(enrolment: Enrolment) -> Family | None:
    found = Family.objects.select_related("region").filter(
        memberships__person=enrolment.person_id, memberships__left_on=None
    )
    return found.first()


def _visit(family: Family | None, on: date) -> tuple[date | None, list[tuple[str, str]]]:
    if family is None:
        return None, []
    visit = FamilyVisit.objects.filter(family=family, draft=False).order_by("-pk").first()
    if visit is None:
        return None, []
    day: datetime = visit.recorded_at
    names = {name: FamilyVisit._meta.get_field(name).verbose_name for name in SHOWN}
    told = [
        (str(names[name]), codelists.labels(of, on).get(getattr(visit, name) or "", "–")) for name, of in SHOWN.items()
    ]
    return visit.survey_date or day.date(), told
