"""Papers of a proposal that show the house: kept with the family, and laid beside the case."""

from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from kesos.evidence.queries.papers import house_papers
from kesos.evidence.services.locate import Told, locate
from kesos.evidence.services.photograph import photograph
from kesos.foundation.actor import Actor
from kesos.proposals.models import Proposal
from kesos.workflow import services as workflow
from kesos.workflow.models import Paper

FRONT, POINT = "foto_rumah_depan", "titik_koordinat"


@transaction.atomic
def bring_photo(*, proposal: Proposal, data: BinaryIO, name: str, by: Actor, at: datetime) -> None:
    """Raises what `photograph` and the kernel refuse; nothing is kept then."""
    photograph(family_id=proposal.family_id, view="front", data=data, name=name, by=by, at=at)
    lay_beside(proposal=proposal, by=by, at=at, only=FRONT)


@transaction.atomic
def bring_point(*, proposal: Proposal, told: Told, by: Actor, at: datetime) -> None:
    """Raises what `locate` and the kernel refuse; nothing is kept then."""
    locate(family_id=proposal.family_id, told=told, by=by, at=at)
    lay_beside(proposal=proposal, by=by, at=at, only=POINT)


def lay_beside(*, proposal: Proposal, by: Actor, at: datetime, only: str = "") -> None:
    """What the family's house has now becomes the paper, unless it is so already; what it has not, takes none away."""
    found = house_papers(proposal.family_id)
    lies = {
        paper.code: paper
        for paper in Paper.objects.filter(case=proposal.case_id, code__in=[FRONT, POINT], current=True)
    }
    for code, key, value in ((FRONT, found.front_key, ""), (POINT, "", found.point)):
        before = lies.get(code)
        same = before is not None and (before.file_key, before.value) == (key, value)
        if (key or value) and not same and only in ("", code):
            workflow.attach_paper(case_id=proposal.case_id, paper=code, file_key=key, value=value, by=by, at=at)
