"""The house beside a check: photo and point belong to the family, and become the papers it is decided with."""

from datetime import datetime, timedelta
from typing import BinaryIO

from django.db import transaction

from kesos.database.acting import acting
from kesos.evidence.queries.papers import FRONT, POINT, HousePaper, house_papers, lying, written
from kesos.evidence.services.locate import Told, locate
from kesos.evidence.services.photograph import photograph
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.programmes.models.checks import FLOW, Check
from kesos.registry.models import Membership
from kesos.workflow import services as workflow
from kesos.workflow.machines import flows
from kesos.workflow.services import NewPaper

NO_FAMILY = "Penerima ini belum tercatat dalam satu keluarga. Catat dahulu keluarganya."


@transaction.atomic
def bring_photo(*, check: Check, data: BinaryIO, name: str, by: Actor, at: datetime) -> None:
    """Kept with the family's house, and beside this check. Raises what `photograph` and the kernel refuse."""
    with acting(by):
        kept = photograph(family_id=_family(check), view="front", data=data, name=name, by=by, at=at)
        workflow.attach_paper(
            case_id=check.case_id, paper=FRONT, file_key=str(kept.photo.file_id), by=by, at=at
        )  # fmt: skip


@transaction.atomic
def bring_point(*, check: Check, told: Told, by: Actor, at: datetime) -> None:
    """As `bring_photo`. Somebody who says the same point again has looked again: the paper is of today."""
    with acting(by):
        made = locate(family_id=_family(check), told=told, by=by, at=at)
        if value := written(made.point):
            workflow.attach_paper(case_id=check.case_id, paper=POINT, value=value, by=by, at=at)


def lay_beside(*, check: Check, by: Actor, at: datetime) -> None:
    """What was brought to the house short enough ago lies with the case, so that no one brings it twice."""
    lies = lying(check.case_id)
    new = [
        NewPaper(code, paper.file_key, paper.value)
        for code, paper in _house(check, at).items()
        if code not in lies or (lies[code].at < paper.at and not paper.is_said_by(lies[code]))
    ]
    if new:
        workflow.attach_several(case_ids=[check.case_id], papers=new, by=by, at=at)


def is_shown(check: Check, *, at: datetime) -> bool:
    """Whether photo and point that are fresh enough lie with the case, or would be laid there."""
    fresh = {code for code, paper in lying(check.case_id).items() if at - paper.at <= lasts()}
    return fresh | set(_house(check, at)) >= {FRONT, POINT}


def lasts() -> timedelta:
    """How old both may be, as the flow asks it of whoever finds somebody unfit."""
    papers = [paper for step in flows()[FLOW].steps for paper in step.papers if FRONT in paper.codes]
    return timedelta(days=min(paper.within_days for paper in papers if paper.within_days is not None))


def _house(check: Check, at: datetime) -> dict[str, HousePaper]:
    try:
        found = house_papers(_family(check))
    except Refused:
        return {}
    return {code: paper for code, paper in found.items() if at - paper.at <= lasts()}


def _family(check: Check) -> int:
    """Of today: the house the person lives in. Raises Refused where there is none."""
    here = Membership.objects.filter(person=check.enrolment.person_id, left_on=None).values_list("family_id").first()
    if here is None:
        raise Refused(NO_FAMILY, code="no_family")
    return int(here[0])
